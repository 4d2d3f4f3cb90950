import { counted } from "../../pipeline/amount.ts";
import { importPublication } from "../../pipeline/publish/import_publication.ts";
import { readTrustedKeys } from "../../pipeline/remote/key_file.ts";
import { Store } from "../../pipeline/store/store.ts";
import { defineCommand, EXIT } from "../command.ts";
import { cache, jsonData as json, trustedKeys } from "../options.ts";
import { cachePath } from "../project.ts";
import { print, say, warnOfPlan } from "../say.ts";

export const importCommand = defineCommand({
  name: "import",
  description:
    "take a published folder into the cache, after checking it; status 1 if results differ",
  examples: ["deno task import dist", "deno task import dist --trusted-keys lab.keys"],
  options: { cache, trustedKeys, json },
  argument: { name: "<folder>", description: "what publish wrote" },
  async run({ cache, trustedKeys, json }, folder) {
    const root = cachePath(cache);
    const trusted = trustedKeys === undefined ? undefined : await readTrustedKeys(trustedKeys);
    const store = await Store.open(root, warnOfPlan);
    const { publication, differing } = await importPublication(folder, store, trusted);
    const { name, actions } = publication;
    if (json) print([JSON.stringify({ name, results: actions.length, differing })]);
    for (const action of differing) say(`differs ${action}: the result that is here stays\n`);
    if (differing.length > 0) {
      say(
        `${counted(differing.length, "result differs", "results differ")} from what is here, of ` +
          `${actions.length}; "deno task verify --only ${differing[0]}" makes one again\n`,
      );
    }
    const taken = counted(actions.length - differing.length, "result is", "results are");
    const checked = trusted === undefined ? "every digest" : "every digest and signature";
    say(`${taken} in ${root}, of "${name}", ${checked} checked\n`);
    if (trusted === undefined) {
      say(`No signature was checked: you trust whoever wrote "${folder}" (--trusted-keys)\n`);
    }
    return differing.length === 0 ? EXIT.done : EXIT.failed;
  },
});
