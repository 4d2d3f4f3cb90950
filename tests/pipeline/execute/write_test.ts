import assert from "node:assert/strict";
import { Rig } from "../../support/rig.ts";

/** Bytes that take a moment to be written. */
const BYTES = 8_000_000;

/** By stage: what its run module does with `bytes`, and why it fails, if it does. */
const WAYS: Readonly<Record<string, readonly [body: string, failure?: string]>> = {
  awaited: [`await action.write("out", bytes);`],
  forgotten: [`action.write("out", bytes);`],
  reused: [`action.write("out", bytes); bytes.fill(0);`],
  shared: [`const copy = new Uint8Array(new SharedArrayBuffer(bytes.length)); copy.set(bytes);
    action.write("out", copy); copy.fill(0);`],
  twice: [
    `action.write("out", bytes); action.write("out", bytes);`,
    `Output "out" is written twice`,
  ],
  swallowed: [
    `await action.write("out", bytes); await action.write("out", bytes).catch(() => {});`,
    `Output "out" is written twice`,
  ],
  undeclared: [
    `await action.write("out", bytes); action.write("toString", bytes);`,
    `Output "toString" is not declared by the stage`,
  ],
  late: [`setTimeout(() => action.write("out", bytes), 0);`, `Output "out" was not written`],
};

Deno.test("an action ends when its writes have; one that fails makes it fail, awaited or not", async () => {
  const module = (body: string) =>
    `export async function run(action) {
    const bytes = new Uint8Array(${BYTES}).map((_, i) => i);
    ${body}
  }`;
  const names = Object.keys(WAYS);
  await using rig = await Rig.create(
    Object.fromEntries(names.map((name) => [`${name}.ts`, module(WAYS[name]![0])])),
    {
      stages: Object.fromEntries(names.map((name) => [name, { module: `${name}.ts` }])),
      actions: names.map((name) => ({ name, stage: name })),
    },
  );
  const run = await rig.run({ jobs: 1 });
  assert.deepEqual(run.failed, names.filter((name) => WAYS[name]![1] !== undefined).sort());
  for (const event of run.events) {
    if (event.event === "failed") assert.equal(event.message, WAYS[event.label]![1], event.label);
  }
  assert.equal((await Deno.stat(rig.blob(run.digests["awaited.out"]))).size, BYTES);
  assert.equal(new Set(Object.values(run.digests)).size, 1, JSON.stringify(run.digests));
});

Deno.test("an action that makes do without a damaged input fails to, and the input is made again", async () => {
  const source = `export const run = (action) => action.write("out", new Uint8Array(1000));`;
  const careless = `export async function run(action) {
    const found = await action.read("in").then(({ length }) => length, () => 0);
    await action.write("out", new TextEncoder().encode(String(found)));
  }`;
  await using rig = await Rig.create({ "source.ts": source, "careless.ts": careless }, {
    stages: {
      source: { module: "source.ts" },
      careless: { module: "careless.ts", inputs: { in: { format: "json" } } },
    },
    actions: [
      { name: "source", stage: "source" },
      { name: "careless", stage: "careless", inputs: { in: "source.out" } },
    ],
  });
  const { digests } = await rig.run({ targets: ["source"] });
  const blob = rig.blob(digests["source.out"]);
  await Deno.chmod(blob, 0o644);
  await Deno.writeFile(blob, new Uint8Array(1000).fill(1));
  const run = await rig.run();
  assert.deepEqual(run.executed, ["careless", "source"]);
  assert.equal(await Deno.readTextFile(rig.blob(run.digests["careless.out"])), "1000");
});

/** By format: what is written, and why it cannot be read, if it cannot. */
const TABLES: readonly (readonly [format: "csv" | "parquet", text: string, flaw?: string])[] = [
  ["csv", "x,y\n1,2\n"],
  ["csv", "x,y\r\n1,\r\n"],
  ["csv", 'name,"a ""b"",\nc"\n,2'],
  ["csv", "x"],
  ["csv", "\n", "it is empty, expected a row of names"],
  ["csv", "x,y\n1,2\n1,2,3\n", "row 3 has 3 cells, expected 2 as in row 1"],
  ["csv", "x,y\n1,2\n1,2,", "row 3 has 3 cells, expected 2 as in row 1"],
  ["csv", "x,y\n\n", "row 2 has 1 cell, expected 2 as in row 1"],
  ["csv", 'x,y\n1,"2\n', "row 2 has a quote that is not doubled or not closed"],
  ["csv", 'x,y\n1,2"\n', "row 2 has a quote that is not doubled or not closed"],
  ["csv", "x\n\xff\n", "it is not UTF-8"],
  ["parquet", "PAR1" + "f".repeat(7) + "\x07\0\0\0PAR1"],
  ["parquet", "PAR1PAR1", "it has 8 bytes, expected 12 at least"],
  ["parquet", "PAR1" + "\0".repeat(8) + "PAR2", "it does not begin and end with PAR1"],
  ["parquet", "x,y\n1,2\n3,4\n5,6\n", "it does not begin and end with PAR1"],
  ["parquet", "PAR1" + "f".repeat(7) + "\x08\0\0\0PAR1", "its footer would begin before the file"],
];

Deno.test("an output that is a table is written only if it can be read as one", async () => {
  const latin1 = (text: string) => JSON.stringify([...text].map((letter) => letter.charCodeAt(0)));
  const names = TABLES.map((_, i) => `table${i}`);
  await using rig = await Rig.create(
    Object.fromEntries(TABLES.map(([, text], i) => [
      `table${i}.ts`,
      `export const run = (action) => action.write("out", Uint8Array.from(${latin1(text)}));`,
    ])),
    {
      stages: Object.fromEntries(TABLES.map(([format], i) => [
        `table${i}`,
        { module: `table${i}.ts`, outputs: { out: format } },
      ])),
      actions: names.map((name) => ({ name, stage: name })),
    },
  );
  const run = await rig.run({ jobs: 2 });
  const flaws = new Map(
    run.events.flatMap((event) => event.event === "failed" ? [[event.label, event.message]] : []),
  );
  for (const [i, [format, text, flaw]] of TABLES.entries()) {
    const expected = flaw && `Output "out.${format}" cannot be read: ${flaw}`;
    assert.equal(flaws.get(`table${i}`), expected, JSON.stringify(text));
  }
});
