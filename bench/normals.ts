import { stream } from "../lib/random/stream.ts";
import { defineBenchmark } from "./benchmark.ts";
import { seconds } from "./seconds.ts";

/** Numbers in a step of a full-size batch: 200 trajectories, 512 units. */
const STEP = 102_400;

export const normals = defineBenchmark({
  name: "normals",
  summary: "Draws of recurrent noise, as training draws them: a named stream a step, on one core",
  measures: {
    "normals a second and core": { unit: "million/s", target: { kind: "at least", value: 100 } },
    "uniforms a second and core": { unit: "million/s" },
  },
  // deno-lint-ignore require-await -- preparing is asynchronous for others
  async prepare(scale) {
    const steps = scale === "smoke" ? 2 : 1000;
    const out = new Float32Array(STEP);
    const rate = (fill: (step: number) => void): number =>
      steps * STEP / 1e6 / seconds(() => {
        for (let step = 0; step < steps; step++) fill(step);
      });
    const round = () => ({
      "normals a second and core": rate((step) => stream("bench", step).fillNormal(out)),
      "uniforms a second and core": rate((step) => stream("bench", step).fillUniform(out)),
    });
    round();
    return {
      round: () => Promise.resolve(round()),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  },
});
