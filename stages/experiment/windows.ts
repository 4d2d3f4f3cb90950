import { each } from "../../figures/captions/phrases.ts";
import type { ArtifactRef } from "../../pipeline/graph.ts";
import { principalComponents } from "../pca.ts";
import { behind, parametersOf, phasesOf } from "../ran.ts";
import type { Find } from "../ran.ts";
import { stepDistanceOf } from "../step_distance.ts";
import { totalVarianceOf } from "../total_variance.ts";

/**
 * What measures were taken over, in words: from the parameters of the actions that take them, so that
 * nothing else can be said than was done.
 */
export class Windows {
  readonly #find: Find;

  constructor(find: Find) {
    this.#find = find;
  }

  /** "50 active and 400 quiescent steps" */
  phases(refs: readonly ArtifactRef[]): string {
    const phases = phasesOf(behind(this.#find, refs));
    const steps = (wanted: "active" | "quiescent") =>
      each(phases.filter(({ phase }) => phase === wanted).map(({ steps }) => steps));
    return `${steps("active")} active and ${steps("quiescent")} quiescent steps`;
  }

  /** "10 components; 50 active and 200 quiescent steps" */
  components(refs: readonly ArtifactRef[]): string {
    const found = parametersOf(behind(this.#find, refs), principalComponents);
    return `${each(found.map(({ components }) => components))} components; ${this.phases(refs)}`;
  }

  /** "the first 50 steps of each phase", or of each group if they differ. */
  stepDistances(refs: readonly ArtifactRef[]): string {
    const found = parametersOf(behind(this.#find, refs), stepDistanceOf);
    const all = new Set(found.map(({ steps }) => steps));
    if (all.size <= 1) return `the first ${each([...all])} steps of each phase`;
    const groups = Map.groupBy(found, ({ group }) => group);
    return [...groups].map(([group, members]) =>
      `${group}: the first ${each(members.map(({ steps }) => steps))} steps`
    ).join(", ");
  }

  /** "quiescent steps 1000 to 2000" */
  totalVariance(refs: readonly ArtifactRef[]): string {
    const found = parametersOf(behind(this.#find, refs), totalVarianceOf);
    return `quiescent steps ${each(found.map(({ from }) => from))} to ${
      each(found.map(({ to }) => to))
    }`;
  }
}
