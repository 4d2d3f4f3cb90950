import assert from "node:assert/strict";
import { decodeNpy } from "../../../lib/files/npy.ts";
import { stream } from "../../../lib/random/stream.ts";
import { drawBearings, drawPositions } from "../../../lib/tasks/starts.ts";
import { run } from "../../../stages/frozen/run.ts";
import {
  inputs,
  phase,
  remembering,
  remembersAngles,
  turning,
} from "../../support/remembering_network.ts";
import { runModule } from "../../support/run_module.ts";

const sizes = { seed: 3, trajectories: 2, steps: 4, set: "first", starts: "own" } as const;
const { motion } = phase("quiescent");
const plane = { ...sizes, motion };
const circle = { ...sizes, motion: turning.motion };

const frozen = async (
  parameters: Parameters<typeof run>[0]["parameters"],
  given: { readonly coordinates?: Uint8Array<ArrayBuffer> } = {},
) => decodeNpy((await runModule(run, parameters, given)).decoded);

/** Each start of `width` coordinates, four times. */
const repeated = (starts: Float32Array, width: number) => {
  const all = [...starts];
  return all.flatMap((_, i) =>
    i % width === 0 ? Array(4).fill(all.slice(i, i + width)).flat() : []
  );
};

Deno.test("frozen run() stays where the trajectories start, in the plane and on the circle", async () => {
  const { coordinates } = inputs(remembering);
  const found = await frozen(plane, { coordinates });
  assert.deepEqual([...found.shape], [2, 4, 2]);
  assert.deepEqual([...found.data], repeated(Float32Array.of(-0.4, -0.3, 0.45, 0.2), 2));
  const bearings = await frozen(circle, { coordinates: remembersAngles.coordinates });
  assert.deepEqual([...bearings.shape], [2, 4]);
  assert.deepEqual([...bearings.data], repeated(Float32Array.of(0.1, -1.5), 1));
});

Deno.test("frozen run() draws other starts from a stream named by task, seed, set and law", async () => {
  for (const starts of ["centre", "uniform"] as const) {
    for (const set of ["first", "second"] as const) {
      const path = [3, "evaluation", ...(set === "second" ? [set] : []), "starts", starts];
      const positions = drawPositions(starts, 2, motion, stream("spatial", ...path));
      const found = await frozen({ ...plane, starts, set });
      assert.deepEqual([...found.data], repeated(positions, 2));
      const bearings = drawBearings(starts, 2, stream("headDirection", ...path));
      const turned = await frozen({ ...circle, starts, set });
      assert.deepEqual([...turned.data], repeated(bearings, 1));
    }
  }
});

Deno.test("frozen run() depends on seed and box, and on nothing else of the motion", async () => {
  const near = { ...plane, starts: "centre" } as const;
  const { data } = await frozen(near);
  const drifting = { ...motion, drift: 0.05, speedScale: 3, anchorX: 1 };
  assert.deepEqual((await frozen({ ...near, motion: drifting })).data, data);
  assert.notDeepEqual((await frozen({ ...near, seed: 4 })).data, data);
  const narrow = { ...motion, boxWidth: 0.01 };
  const clipped = (await frozen({ ...near, motion: narrow })).data;
  assert.ok(clipped.every((value, i) => i % 2 === 1 || Math.abs(value) <= Math.fround(0.005)));
});

Deno.test("frozen run() refuses more trajectories than there are", async () => {
  const { coordinates } = inputs(remembering);
  await assert.rejects(
    frozen({ ...plane, trajectories: 3 }, { coordinates }),
    /run 3 trajectories: "coordinates" holds 2/,
  );
});
