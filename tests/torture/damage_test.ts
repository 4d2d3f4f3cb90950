import assert from "node:assert/strict";
import { join } from "node:path";
import { stream } from "../../lib/random/stream.ts";
import { digestOf } from "../../pipeline/digest.ts";
import { collectGarbage } from "../../pipeline/tidy/gc.ts";
import { verifyCache } from "../../pipeline/tidy/verify_cache.ts";
import { DAMAGES } from "../support/damage.ts";
import { Rig } from "../support/rig.ts";
import type { RigAction, RigRun } from "../support/rig.ts";
import { FILES, STAGES } from "../support/rig_modules.ts";
import { amount, covered } from "./amount.ts";

/** Three layers of a dozen actions, each of which reads five of the layer before. */
const layers: readonly RigAction[] = [0, 1, 2].flatMap((layer) =>
  Array.from({ length: 12 }, (_, i): RigAction => ({
    name: `layer${layer}-${i}`,
    stage: "add",
    parameters: { value: 10_000 * layer + i },
    ...(layer === 0 ? {} : {
      inputs: {
        numbers: [0, 1, 2, 3, 4].map((k) => `layer${layer - 1}-${(i + 2 * k) % 12}.out`),
      },
    }),
  }))
);
const long: RigAction = { name: "long", stage: "steps", parameters: { steps: 30 } };
const targets = [...layers.filter(({ name }) => name.startsWith("layer2")), long]
  .map(({ name }) => name);

/** A cache in which all but "long" is done, which was stopped and has checkpoints. */
async function prepared(): Promise<{ rig: Rig; digests: RigRun["digests"] }> {
  const rig = await Rig.create(FILES, { stages: STAGES, actions: [...layers, long] });
  const { digests } = await rig.run({ cache: join(rig.folder, "undisturbed") });
  await rig.run({ targets: targets.filter((name) => name !== "long") });
  const stop = new AbortController();
  await rig.run({
    targets,
    checkpointEvery: 0,
    stop: stop.signal,
    listener: (event) => event.event === "progress" && event.done >= 15 && stop.abort(),
  });
  return { rig, digests };
}

Deno.test("one run heals random damage to any files of a cache", async () => {
  const cases = amount(4, 60);
  const random = stream("torture", "damage");
  const { rig, digests } = await prepared();
  await using _rig = rig;
  const files = allFiles(rig.cache);
  for (const kind of ["ac/", "cas/", "code/", "locks/", "runs/", "work/"]) {
    assert.ok(files.some((file) => file.startsWith(kind)), kind);
  }
  assert.ok(files.length >= 150, `${files.length} files`);
  const kinds = Object.entries(DAMAGES);
  let damaged = 0;
  for (let number = 0; number < cases; number++) {
    const cache = join(rig.folder, `case${number}`);
    copy(rig.cache, cache);
    const count = number === 0 ? 150 : 1 + random.uint32() % 150;
    const chosen = files.map((file) => ({ file, key: random.uint32() }))
      .sort((a, b) => a.key - b.key).slice(0, count);
    const told = chosen.map(({ file }) => {
      const [damage, apply] = kinds[random.uint32() % kinds.length]!;
      apply(join(cache, file));
      return `${file}: ${damage}`;
    });
    damaged += count;
    if (number % 3 === 1) await verifyCache(cache, { jobs: 2, progress: () => {} });
    if (number % 3 === 2) await collectGarbage(cache, { dryRun: false, grace: 0 });
    const run = await rig.run({ cache, targets });
    const why = `case ${number}\n${told.join("\n")}\n${JSON.stringify(run.events)}`;
    assert.deepEqual([run.failed, run.blocked, run.digests], [[], [], digests], why);
    for (const name of targets) {
      const digest = digests[`${name}.out`]!;
      const blob = await Deno.readFile(join(cache, "cas", digest.slice(0, 2), digest));
      assert.equal(digestOf(blob), digest, why);
    }
    const again = await rig.run({ cache, targets });
    assert.deepEqual([again.executed, again.warnings], [[], []], why);
    await Deno.remove(cache, { recursive: true });
  }
  covered(`${cases} damaged caches, ${damaged} damaged files of ${files.length} each`);
});

function allFiles(folder: string, inside = ""): string[] {
  return [...Deno.readDirSync(join(folder, inside))].flatMap(({ name, isDirectory }) =>
    isDirectory ? allFiles(folder, `${inside}${name}/`) : [`${inside}${name}`]
  ).sort();
}

function copy(from: string, to: string): void {
  Deno.mkdirSync(to);
  for (const { name, isDirectory } of Deno.readDirSync(from)) {
    if (isDirectory) copy(join(from, name), join(to, name));
    else Deno.copyFileSync(join(from, name), join(to, name));
  }
}
