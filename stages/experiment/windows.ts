import { each, firstSteps } from "../../figures/captions/phrases.ts";
import type { Action, ArtifactRef } from "../../pipeline/graph.ts";
import { principalComponents } from "../pca/stage.ts";
import { stepDistanceOf } from "../step_distance/stage.ts";
import { totalVarianceOf } from "../total_variance/stage.ts";
import { behind, parametersOf, phasesOf } from "./ran.ts";
import type { Find } from "./ran.ts";

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
    const phases = phasesOf(this.#find, this.#behind(refs));
    const steps = (wanted: "active" | "quiescent") =>
      each(phases.filter(({ phase }) => phase === wanted).map(({ steps }) => steps));
    return `${steps("active")} active and ${steps("quiescent")} quiescent steps`;
  }

  /** "10 components; 50 active and 200 quiescent steps" */
  components(refs: readonly ArtifactRef[]): string {
    const found = parametersOf(this.#behind(refs), principalComponents);
    return `${each(found.map(({ components }) => components))} components; ${this.phases(refs)}`;
  }

  /** "the first 50 steps", or how many of each group if they differ. */
  stepDistances(refs: readonly ArtifactRef[]): string {
    return firstSteps(parametersOf(this.#behind(refs), stepDistanceOf));
  }

  /** "quiescent steps 1000 to 2000" */
  totalVariance(refs: readonly ArtifactRef[]): string {
    const found = parametersOf(this.#behind(refs), totalVarianceOf);
    return `quiescent steps ${each(found.map(({ from }) => from))} to ${
      each(found.map(({ to }) => to))
    }`;
  }

  #behind(refs: readonly ArtifactRef[]): Action[] {
    return behind(this.#find, refs.map(({ action }) => action));
  }
}
