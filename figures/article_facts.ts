import type { Claim } from "../lib/results/claims.ts";
import type { Scene } from "./article_scene.ts";
import type { About } from "./parts/about.ts";

/** What the text says of a run, beside its claims: parameters that ran, and numbers of artifacts. */
export interface Article {
  /** Extents of the box, m, and the time step, s. */
  readonly box: readonly [width: number, height: number];
  readonly timeStep: number;
  readonly placeCells: number;
  /** Tuning width, m. */
  readonly cellWidth: number;
  /** How many of the most active cells are averaged to decode. */
  readonly winners: number;
  readonly units: number;
  /** Where biased walks are drawn to, m. */
  readonly anchor: readonly [x: number, y: number];
  readonly headDirection: { readonly units: number; readonly cells: number };
  readonly training: {
    readonly batches: number;
    readonly batchSize: number;
    readonly steps: number;
    readonly noise: NoiseLaw;
  };
  readonly quiescent: {
    readonly steps: number;
    readonly noise: NoiseLaw;
    /** On the variance of the noise; of GRUs. */
    readonly varianceFactor: number;
    readonly gruVarianceFactor: number;
  };
  /** Mean distance of decoded and true position before and after training, means over networks, m. */
  readonly error?: { readonly before: number; readonly after: number } | undefined;
  /** Cumulative share of variance of so many components, means over networks. */
  readonly explained?:
    | { readonly components: number; readonly active: number; readonly quiescent: number }
    | undefined;
  readonly scene?: Scene | undefined;
}

/** Of the noise of networks that are trained with it. */
export type NoiseLaw = "none" | "uniform" | "gaussian";

/** Where the text stands: what the page has beside it. */
export interface Place {
  readonly about: About;
  readonly claims: readonly Claim[];
  /** The HTML of each figure by its number ("1", "C.3"), as far as there are any. */
  readonly figures: ReadonlyMap<string, string>;
  /** Whether something has this id on the page. */
  readonly has: (id: string) => boolean;
}
