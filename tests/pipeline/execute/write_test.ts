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
