import { finiteOrNull } from "../../lib/files/json.ts";
import { readNpy } from "../../lib/files/npy.ts";
import { stream } from "../../lib/random/stream.ts";
import { encodeDivergences } from "../../lib/results/divergences.ts";
import { GaussianKde, SingularDataError } from "../../lib/stats/gaussian_kde.ts";
import {
  klDivergence,
  klFromUniform,
  klFromUniformReleased,
} from "../../lib/stats/kl_divergence.ts";
import type { KlDivergence } from "../../lib/stats/kl_divergence.ts";
import { klErrors } from "../../lib/stats/kl_error.ts";
import type { DrawnFrom } from "../../lib/stats/kl_error.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { klDivergences } from "./stage.ts";

/** Points that stand for a trajectory in errors; all of them would change these by less than 1 %. */
const STANDING = 20;

type Action = ActionOf<typeof klDivergences>;

export async function run(action: Action): Promise<void> {
  const { seed, quiescent, active: names } = action.parameters;
  const uniform = quiescent === "uniform";
  const from = uniform ? fromUniform(action) : await fromDensity(action);
  const active = (await action.readAll("active")).map(densityOf);
  const found = names.map((name, i) => ({ name, ...compare(from, active[i]!) })); // one input a name
  const errors = errorsOf(from, active, seed, quiescent);
  const by = <T>(value: (each: typeof found[number], i: number) => T | undefined) =>
    Object.fromEntries(found.map((each, i) => [each.name, value(each, i) ?? null]));
  await action.write(
    "kl",
    encodeDivergences({
      quiescent,
      seed,
      values: by(({ nats }) => nats),
      errors: by((_, i) => errors[i]),
      clipped: by(({ clipped }) => clipped),
      released: uniform ? by(({ released }) => released) : undefined,
      reasons: found.some(({ why }) => why !== undefined) ? by(({ why }) => why) : undefined,
    }),
  );
}

/** A density of trajectories of so many steps, or why there is none. */
type Density = { readonly kde: GaussianKde; readonly steps: number } | { readonly why: string };

/** Points of a distribution, and how it is compared with densities at them. */
interface Drawn {
  readonly at: Float64Array;
  readonly q: DrawnFrom | { readonly density: number };
  compare(active: Float64Array): KlDivergence & { readonly released?: number };
}

function compare(
  from: Drawn | { readonly why: string },
  active: Density,
): Partial<KlDivergence> & { readonly released?: number; readonly why?: string } {
  if ("why" in from) return from;
  if ("why" in active) return active;
  return from.compare(active.kde.evaluate(from.at));
}

/** Standard errors over whole trajectories, null where there are none. */
function errorsOf(
  from: Drawn | { readonly why: string },
  active: readonly Density[],
  seed: number,
  quiescent: string,
): (number | null)[] {
  if ("why" in from) return active.map(() => null);
  const known = active.filter((each) => "kde" in each);
  const shares = known.map(({ kde, steps }) => kde.shares(from.at, steps, STANDING));
  const errors = klErrors(
    from.q,
    shares,
    stream("spatial", seed, "divergence", quiescent, "error"),
  );
  return active.map((each) => "kde" in each ? finiteOrNull(errors.shift()!) : null); // one a density
}

async function fromDensity(action: Action): Promise<Drawn | { readonly why: string }> {
  const { seed, quiescent, points } = action.parameters;
  const found = densityOf(await action.read("quiescent"));
  if ("why" in found) return found;
  const { kde, steps } = found;
  const data = new Uint32Array(points);
  const at = kde.resample(points, stream("spatial", seed, "divergence", quiescent), data);
  const values = kde.evaluate(at);
  return {
    at,
    q: {
      shares: kde.shares(at, steps, STANDING),
      origins: data.map((datum) => Math.floor(datum / steps)),
    },
    compare: (active) => klDivergence(values, active),
  };
}

/** Points of the uniform distribution over the box. */
function fromUniform({ parameters: { seed, points, boxWidth, boxHeight } }: Action): Drawn {
  const at = new Float64Array(2 * points);
  const random = stream("spatial", seed, "divergence", "uniform");
  for (let i = 0; i < at.length; i += 2) {
    at[i] = boxWidth * (random.uniform() - 0.5);
    at[i + 1] = boxHeight * (random.uniform() - 0.5);
  }
  return {
    at,
    q: { density: 1 / (boxWidth * boxHeight) },
    compare: (active) => ({
      ...klFromUniform(active, Math.sqrt(boxWidth * boxHeight)),
      released: klFromUniformReleased(active, boxWidth).nats,
    }),
  };
}

function densityOf(bytes: Uint8Array): Density {
  const { shape, data } = readNpy(bytes, Float32Array, [null, null, 2]);
  try {
    return { kde: new GaussianKde(data, 2), steps: shape[1]! }; // the reader has checked the extents
  } catch (error) {
    if (error instanceof SingularDataError) return { why: error.message };
    throw error;
  }
}
