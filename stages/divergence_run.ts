import { encodeJson } from "../lib/files/json.ts";
import { readNpy } from "../lib/files/npy.ts";
import { stream } from "../lib/random/stream.ts";
import { GaussianKde } from "../lib/stats/gaussian_kde.ts";
import { klDivergence, klFromUniform, klFromUniformReleased } from "../lib/stats/kl_divergence.ts";
import type { KlDivergence } from "../lib/stats/kl_divergence.ts";
import type { ActionOf } from "../pipeline/stage.ts";
import type { klDivergences } from "./divergence.ts";

export async function run(action: ActionOf<typeof klDivergences>): Promise<void> {
  const { seed, quiescent, active: names } = action.parameters;
  const active = (await action.readAll("active")).map((bytes) => new GaussianKde(points(bytes), 2));
  const compare = quiescent === "uniform"
    ? fromUniform(action)
    : await fromDensity(action, stream("spatial", seed, "divergence", quiescent));
  const measured = names.map((name, i) => ({ name, ...compare(active[i]!) })); // one input a name
  const by = (value: (each: typeof measured[number]) => number | undefined) =>
    Object.fromEntries(measured.map((each) => [each.name, value(each) ?? null]));
  await action.write(
    "kl",
    encodeJson({
      quiescent,
      seed,
      values: by(({ nats }) => nats),
      clipped: by(({ clipped }) => clipped),
      ...(quiescent === "uniform" ? { released: by(({ released }) => released) } : {}),
    }),
  );
}

type Compare = (active: GaussianKde) => KlDivergence & { readonly released?: number };

async function fromDensity(
  action: ActionOf<typeof klDivergences>,
  random: ReturnType<typeof stream>,
): Promise<Compare> {
  const density = new GaussianKde(points(await action.read("quiescent")), 2);
  const at = density.resample(action.parameters.points, random);
  const values = density.evaluate(at);
  return (active) => klDivergence(values, active.evaluate(at));
}

/** Points of the uniform distribution over the box. */
function fromUniform(action: ActionOf<typeof klDivergences>): Compare {
  const { seed, points: count, boxWidth, boxHeight } = action.parameters;
  const at = new Float64Array(2 * count);
  const random = stream("spatial", seed, "divergence", "uniform");
  for (let i = 0; i < at.length; i += 2) {
    at[i] = boxWidth * (random.uniform() - 0.5);
    at[i + 1] = boxHeight * (random.uniform() - 0.5);
  }
  return (active) => {
    const densities = active.evaluate(at);
    return {
      ...klFromUniform(densities, Math.sqrt(boxWidth * boxHeight)),
      released: klFromUniformReleased(densities, boxWidth).nats,
    };
  };
}

const points = (bytes: Uint8Array): Float32Array =>
  readNpy(bytes, Float32Array, [null, null, 2]).data;
