import assert from "node:assert/strict";
import type { InputGain } from "../../../lib/results/input_gain.ts";
import type { KickResponses } from "../../../lib/results/kick_response.ts";
import type { Measured } from "../../../lib/results/measured.ts";
import type { BandOfUpdate, UpdateSpectrum } from "../../../lib/results/update_spectrum.ts";
import type { UpdatedCondition, UpdatedKind } from "../../../lib/results/updated_network.ts";
import { claims } from "../../../stages/beyond_claims/criteria.ts";
import type { Measurements } from "../../../stages/beyond_claims/measurements.ts";
import { weighAll } from "../../../stages/claims/weigh_all.ts";
import { nothing, windows } from "../../support/beyond_evidence.ts";

const seeds = [0, 1, 2];
const measured = (value: number): Measured => ({ value, error: 0.01, low: value, high: value });

interface Values {
  readonly efficiency: number;
  readonly left: number;
  readonly gain: number;
  readonly even: number;
}

const head = (seed: number, kind: UpdatedKind, condition: UpdatedCondition) =>
  ({ seed, kind, condition, alpha: 0.2, trajectories: 40, from: 5, to: 20, unit: 1 }) as const;

function spectrum(seed: number, kind: UpdatedKind, condition: UpdatedCondition, value: number) {
  const same = measured(value);
  const band: BandOfUpdate = {
    band: "all",
    components: 4,
    slope: same,
    cosine: same,
    mixtureSlope: same,
    mixtureCosine: same,
    updateLoss: same,
    linearLoss: same,
    mixtureLoss: same,
    efficiency: same,
  };
  const bands = [{ ...band, band: "manifold", efficiency: measured(9) } as const, band];
  return {
    ...head(seed, kind, condition),
    ...{ drift: 0, size: 0, inverseMisfit: 0 },
    spectrum: { variance: [1], rate: [1], beta: [1], better: "linear", bands },
  } as const satisfies UpdateSpectrum;
}

/** Values of U^σ; those of a GRU and of other networks would change every verdict. */
function measurements({ efficiency, left, gain, even }: Values): Measurements {
  const lags = (value: number) => Array.from({ length: 12 }, (_, i) => measured(value * (i + 1)));
  const others = [["GRU", "U^σ", 99], ["spatial", "B^σ", 99], ["spatial", "R^σ", 0.4]] as const;
  const all = [["spatial", "U^σ", 1], ...others] as const;
  const of = (factor: number, value: number) => factor === 1 ? value : factor;
  const each = <T>(
    make: (seed: number, kind: UpdatedKind, condition: UpdatedCondition, factor: number) => T,
  ) =>
    seeds.flatMap((seed) =>
      all.toReversed().map(([kind, condition, factor]) => make(seed, kind, condition, factor))
    );
  return {
    ...nothing,
    seeds,
    windows,
    updateSpectrum: each((seed, kind, condition, factor) =>
      spectrum(seed, kind, condition, of(factor, efficiency + 0.01 * seed))
    ),
    kicks: each((seed, kind, condition, factor): KickResponses => {
      // At lag 5, (1 - alpha)^5 times this.
      const overlap = lags(of(factor, left + 0.01 * seed) * 0.8 ** 5 / 5);
      const response = { overlap, norm: overlap };
      return { ...head(seed, kind, condition), at: 8, manifold: null, transverse: response };
    }),
    gain: each((seed, kind, condition, factor): InputGain => ({
      ...head(seed, kind, condition),
      ...{ times: 3, size: 0, drift: 0, openGate: null, tracking: measured(1) },
      evenShare: measured(of(factor, even + 0.001 * seed)),
      slope: lags(of(factor, gain + 0.01 * seed) / 10),
      cosine: lags(of(factor, gain + 0.01 * seed) / 10),
    })),
  };
}

const weighed = (values: Values) =>
  weighAll(claims, measurements(values), "released")
    .filter(({ number }) => number >= 14 && number <= 17)
    .map(({ number, protocols }) => [number, protocols] as const);

Deno.test("claims 14 to 17 are weighed by U^σ alone, at the lags and over the components they say", () => {
  const found = weighed({ efficiency: 0.7, left: 0.3, gain: 0.9, even: 0.05 });
  const firsts = found.map(([number, protocols]) => [
    number,
    protocols.map(({ perSeed, verdict }) => [Number(perSeed[0]![1]!.toFixed(6)), verdict]),
  ]);
  assert.deepEqual(firsts, [
    [14, [[0.7, "holds"], [0.3, "holds"]]], // and 0.7 less 0.4 of the random network
    [15, [[0.3, "holds"]]],
    [16, [[0.9, "holds"], [0.9, "holds"]]],
    [17, [[0.05, "holds"]]],
  ]);
});

Deno.test("claims 14 to 17 do not hold beyond their limits", () => {
  const found = weighed({ efficiency: 0.3, left: 1, gain: 0.3, even: 0.2 });
  const verdicts = found.flatMap(([, protocols]) => protocols.map(({ verdict }) => verdict));
  assert.deepEqual(verdicts, Array(6).fill("does not hold"));
  const [above] = weighed({ efficiency: 0.7, left: 0.3, gain: 1.8, even: 0.05 })
    .filter(([number]) => number === 16);
  assert.deepEqual(above![1].map(({ verdict }) => verdict), ["does not hold", "holds"]);
});
