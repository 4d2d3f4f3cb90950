import assert from "node:assert/strict";
import { type Stream, stream } from "../../../lib/random/stream.ts";
import { GaussianKde } from "../../../lib/stats/gaussian_kde.ts";
import { klDivergence, klFromUniform } from "../../../lib/stats/kl_divergence.ts";
import { klErrors } from "../../../lib/stats/kl_error.ts";
import { mean, standardDeviation } from "../../../lib/stats/summary.ts";
import { assertClose } from "../../support/assert_close.ts";

const [TRAJECTORIES, STEPS, POINTS] = [50, 6, 200];

/** Trajectories about centres of their own, and so of far fewer independent points than they have. */
function walks(random: Stream, shift: number): Float64Array {
  const data = new Float64Array(2 * TRAJECTORIES * STEPS);
  for (let i = 0; i < TRAJECTORIES; i++) {
    const centre = [shift + random.normal(), random.normal()];
    for (let t = 0; t < STEPS; t++) {
      for (const d of [0, 1]) data[2 * (i * STEPS + t) + d] = centre[d]! + 0.1 * random.normal();
    }
  }
  return data;
}

/** A divergence of one random q from one random a, and its estimated error. */
function measure(repetition: number, uniform: boolean): readonly [kl: number, error: number] {
  const random = stream("test", "kl", repetition);
  const a = new GaussianKde(walks(random, 0), 2);
  const error = stream("test", "error", repetition);
  if (uniform) {
    const at = Float64Array.from({ length: 2 * POINTS }, () => 2 * random.uniform() - 1);
    const q = { density: 1 / 4 };
    return [
      klFromUniform(a.evaluate(at), 2).nats,
      klErrors(q, [a.shares(at, STEPS)], error)[0]!,
    ];
  }
  const kde = new GaussianKde(walks(random, 0.7), 2);
  const data = new Uint32Array(POINTS);
  const at = kde.resample(POINTS, random, data);
  const origins = data.map((datum) => Math.floor(datum / STEPS));
  const q = { shares: kde.shares(at, STEPS), origins };
  return [
    klDivergence(kde.evaluate(at), a.evaluate(at)).nats,
    klErrors(q, [a.shares(at, STEPS)], error)[0]!,
  ];
}

for (const uniform of [true, false]) {
  Deno.test(`klErrors() is what repeated experiments spread (${uniform ? "uniform" : "drawn"} q)`, () => {
    const found = Array.from({ length: 60 }, (_, i) => measure(i, uniform));
    const spread = standardDeviation(found.map(([kl]) => kl), 1);
    const estimated = mean(found.map(([, error]) => error));
    // 60 experiments know their spread to 9 %; resampling finds 5 to 10 % too much here.
    assert.ok(Math.abs(estimated / spread - 1) < 0.3, `found ${estimated}, spread ${spread}`);
  });
}

Deno.test("klErrors() sees nothing but the trajectories: without a spread of theirs there is no error", () => {
  const share = [1, 2, 3];
  const shares = [share, share, share].map((each) => Float64Array.from(each));
  const errors = klErrors({ density: 1 }, [shares, shares], stream("test"));
  assertClose(errors, [0, 0], { absolute: 1e-13 });
  assert.deepEqual(klErrors({ density: 1 }, [], stream("test")), []);
});
