import assert from "node:assert/strict";
import { defineCommand } from "../../cli/command.ts";
import { commandLine } from "../../cli/command_line.ts";
import {
  age,
  flag,
  list,
  oneOf,
  positiveInteger,
  required,
  size,
  text,
  threadCount,
  wholeNumber,
  withFallback,
} from "../../cli/option.ts";
import type { Values } from "../../cli/option.ts";

const options = {
  file: text("<file>", "a file"),
  out: required("<folder>", "a folder"),
  dryRun: flag("says only"),
  adopted: flag("without", "off"),
  set: list("<path=value>", "a parameter"),
  format: oneOf(["svg", "dot"], "svg", "language"),
  jobs: positiveInteger("at a time"),
  batches: withFallback(positiveInteger("of each"), 20),
  sample: wholeNumber("so many"),
  threads: threadCount("of each"),
  size: size("down to"),
  age: age("older than"),
};

/** What the handler of a command with these options is given; undefined if it is not called. */
async function given(...words: string[]): Promise<[Values<typeof options>, string] | undefined> {
  let found: [Values<typeof options>, string] | undefined;
  const command = defineCommand({
    name: "try",
    description: "a command",
    examples: [],
    options,
    argument: { name: "<action>" },
    run(values, argument) {
      found = [values, argument];
      return 7;
    },
  });
  let status: number | undefined;
  const program = commandLine([command], (ended) => status = ended);
  const [inner] = program.commands;
  inner!.configureOutput({ writeErr: () => {} });
  await program.parseAsync(["try", ...words], { from: "user" });
  assert.equal(status, 7);
  return found;
}

Deno.test("a handler gets the values of its options, of the types that they have", async () => {
  assert.deepEqual(await given("train", "--out", "here"), [
    { out: "here", adopted: true, format: "svg", batches: 20 },
    "train",
  ]);
  const flags = ["--dry-run", "--no-adopted", "--file", "", "--format", "dot"];
  const numbers = ["--jobs", "3", "--batches", "5", "--sample", "0", "--threads", "8"];
  const amounts = ["--size", "2GB", "--age", "12h", "--set", "a=1", "--set", "b=2"];
  assert.deepEqual(await given(...flags, "--out=", ...numbers, ...amounts, "train"), [
    {
      file: "",
      out: "",
      dryRun: true,
      adopted: false,
      set: ["a=1", "b=2"],
      format: "dot",
      jobs: 3,
      batches: 5,
      sample: 0,
      threads: 8,
      size: 2e9,
      age: 12 * 3600,
    },
    "train",
  ]);
});

Deno.test("what an option does not accept is refused, and what is required", async () => {
  const refusals: readonly [words: string[], message: RegExp][] = [
    [["--format", "png"], /'png' is invalid\. Allowed choices are svg, dot/],
    [["--jobs", "0"], /expected a positive number/],
    [["--batches", "1.5"], /expected a positive number/],
    [["--sample", "-1"], /expected a whole number/],
    [["--threads", "9"], /expected a number from 1 to 8/],
    [["--size", "much"], /expected a size, as 500MB or 2GB/],
    [["--age", "long"], /expected a time, as 12h or 30d/],
    [["--adopted"], /unknown option '--adopted'/],
  ];
  for (const [words, message] of refusals) {
    await assert.rejects(given("train", "--out", "here", ...words), message);
  }
  await assert.rejects(given("train"), /required option '--out <folder>' not specified/);
  await assert.rejects(given("--out", "here"), /missing required argument 'action'/);
});

Deno.test("two commands do not share the values of an option that may be repeated", async () => {
  await given("a", "--out", "here", "--set", "x=1");
  const [values] = (await given("a", "--out", "here", "--set", "y=2"))!;
  assert.deepEqual(values.set, ["y=2"]);
});
