import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { readBandwidths } from "../../../lib/results/bandwidths.ts";
import type { ComparedName } from "../../../lib/results/distances.ts";
import { run } from "../../../stages/bandwidths/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import { float32Npy } from "../../support/float32_npy.ts";
import { runModule } from "../../support/run_module.ts";

const random = stream("test", "bandwidths run");
const cloud = Array.from({ length: 8 * 20 * 2 }, () => random.normal());
const at = (x: number) =>
  float32Npy([8, 20, 2], cloud.map((value, i) => i % 2 === 0 ? value + x : value));
const parameters = { seed: 0, points: 80, boxWidth: 2, boxHeight: 2 };

async function divergences(
  quiescent: Parameters<typeof runModule<typeof parameters, string, string>>[2],
  names: readonly ("U" | "B" | "uniform")[],
) {
  const { divergences } = await runModule(
    run,
    { ...parameters, active: ["U"], quiescent: [...names] },
    { active: [at(0)], again: [at(1)], frozen: [at(1000)], ...quiescent },
  );
  const found = readBandwidths(divergences).divergences;
  return (compared: ComparedName) => {
    const of = found.filter((each) => each.compared === compared);
    assert.deepEqual(of.map(({ active, factor }) => [active, factor]), [
      ["U", 0.5],
      ["U", 1],
      ["U", 2],
    ]);
    return { nats: of.map(({ nats }) => nats), clipped: of.map(({ clipped }) => clipped) };
  };
}

Deno.test("bandwidths run() varies the bandwidth: the wider it is, the less is apart", async () => {
  const of = await divergences({ quiescent: [] }, ["uniform"]);
  const [narrow, scott, wide] = of("floor").nats as number[];
  assert.ok(narrow! > scott! && scott! > wide! && wide! > 0, `${of("floor").nats}`);
  assert.deepEqual(of("frozen").clipped, [1, 1, 1]); // of every point
  assertClose(of("frozen").nats as number[], Array(3).fill(Math.log(1e7)), { relative: 1e-12 });
  assert.ok(of("uniform").nats.every((nats) => nats! > 0 && nats! < 2));
});

Deno.test("bandwidths run() thins all to the points of the shortest", async () => {
  // Each position held for five steps: the middles of fifths of it are the cloud.
  const held = Array.from(
    { length: 8 * 20 },
    (_, i) => Array(5).fill(cloud.slice(2 * i, 2 * i + 2)).flat(),
  ).flat();
  const more = [...held, ...Array(2 * 100).fill(7)]; // of a ninth trajectory
  const of = await divergences({ quiescent: [float32Npy([9, 100, 2], more)] }, ["B"]);
  assert.deepEqual(of("B"), { nats: [0, 0, 0], clipped: [0, 0, 0] });
});

Deno.test("bandwidths run() has no divergence of points that span no plane", async () => {
  const line = float32Npy([8, 20, 2], cloud.map((value, i) => i % 2 === 0 ? value : 0));
  const of = await divergences({ quiescent: [line] }, ["B"]);
  assert.deepEqual(of("B"), { nats: [null, null, null], clipped: [null, null, null] });
});
