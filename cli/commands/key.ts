import { keyName, newKey } from "../../pipeline/remote/key_file.ts";
import { defineCommand, EXIT } from "../command.ts";
import type { CommandGroup } from "../command.ts";
import { text } from "../option.ts";
import { jsonData as json } from "../options.ts";
import { ROOT } from "../project.ts";
import { print } from "../say.ts";

const newCommand = defineCommand({
  name: "new",
  description: "write a private key, and print the public one for --trusted-keys",
  examples: [
    "deno task key new ~/.config/lab.key",
    "deno task key new ~/.config/lab.key --name lab-2026",
  ],
  options: { name: text("<name>", "what it is called (default: as the file)"), json },
  argument: {
    name: "<file>",
    description: "where the private key goes: outside this repository",
  },
  async run({ name, json }, file) {
    const key = await newKey(file, name ?? keyName(file), ROOT);
    print([json ? JSON.stringify({ file, public: key }) : key]);
    return EXIT.done;
  },
});

export const key: CommandGroup = {
  name: "key",
  description: "make a key to sign results with",
  examples: ["deno task key new ~/.config/lab.key"],
  commands: [newCommand],
};
