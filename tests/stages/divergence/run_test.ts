import assert from "node:assert/strict";
import { decodeJson } from "../../../lib/files/json.ts";
import { stream } from "../../../lib/random/stream.ts";
import { run } from "../../../stages/divergence/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import { float32Npy } from "../../support/float32_npy.ts";
import { runModule } from "../../support/run_module.ts";

const random = stream("test", "divergence run");
const cloud = Array.from({ length: 8 * 20 * 2 }, () => random.normal());
const at = (x: number) =>
  float32Npy([8, 20, 2], cloud.map((value, i) => i % 2 === 0 ? value + x : value));

type Columns = Readonly<Record<string, number>>;

const box = { boxWidth: 3, boxHeight: 2 };

Deno.test("divergence run() is 0 from itself, and at most log 1e7 from what is far away", async () => {
  const { kl } = await runModule(
    run,
    { seed: 0, quiescent: "U", active: ["U", "B"], points: 50, ...box },
    { quiescent: at(0), active: [at(0), at(1000)] },
  );
  const { quiescent, values, clipped } = decodeJson(kl) as unknown as
    & { quiescent: string }
    & Record<"values" | "clipped", Columns>;
  assert.equal(quiescent, "U");
  assert.equal(values["U"], 0);
  assertClose([values["B"]!], [Math.log(1e7)], { relative: 1e-12 }); // of every point
  assert.deepEqual(clipped, { U: 0, B: 50 });
});

Deno.test("divergence run() has the box's area in a uniform density; as released, its width", async () => {
  const { kl } = await runModule(
    run,
    { seed: 0, quiescent: "uniform", active: ["U"], points: 50, ...box },
    { active: [at(0)] },
  );
  const { values, released, clipped } = decodeJson(kl) as unknown as Record<
    "values" | "released" | "clipped",
    Columns
  >;
  assert.equal(clipped["U"], 0);
  // log(1 / 3) in place of log(1 / (3 x 2)).
  assertClose([released["U"]! - values["U"]!], [Math.log(2)], { absolute: 1e-12 });
});
