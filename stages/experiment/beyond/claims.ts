import { quiescentWindows } from "../../../lib/stats/trajectory_window.ts";
import { each } from "../../../figures/captions/phrases.ts";
import type { ArtifactRef } from "../../../pipeline/graph.ts";
import { weighBeyond } from "../../beyond_claims/stage.ts";
import type { Configuration, SpatialVanilla } from "../../configuration/configuration.ts";
import { protocolLabel } from "../../configuration/protocol.ts";
import { learnedUpdate } from "../../learned_update/stage.ts";
import type { Canvas } from "../draw.ts";
import { parametersOf } from "../ran.ts";

/** What was measured of all seeds, by analysis. */
interface Evidence {
  readonly updateSpectrum: readonly ArtifactRef[];
  readonly kicks: readonly ArtifactRef[];
  readonly gain: readonly ArtifactRef[];
  readonly noiseFactor: readonly ArtifactRef[];
  readonly distances: readonly ArtifactRef[];
  /** The matrix of Fig. 2e. */
  readonly divergence: readonly ArtifactRef[];
  readonly memory: readonly ArtifactRef[];
  readonly replay: readonly ArtifactRef[];
}

/** Adds the action that weighs the claims of the analyses. */
export function addBeyondClaims(
  canvas: Canvas,
  { seeds, spatial: { vanilla } }: Configuration,
  evidence: Evidence,
): void {
  const { graph, protocol } = canvas;
  const naming = { labels: { ...protocolLabel(protocol), group: "beyond" }, leaf: "claims" };
  const windows = {
    ...updateWindows(canvas, evidence.updateSpectrum),
    noiseFactor: windowTexts(vanilla),
    distances: `quiescent steps 0 to ${vanilla.quiescent.steps}, as for divergences`,
    replay: windowTexts(vanilla),
  };
  graph.target(graph.add(weighBeyond, naming, { protocol, seeds: [...seeds], windows }, {
    ...evidence,
  }));
}

/** "quiescent steps 0 to 100" */
function windowTexts({ quiescent: { steps, early } }: SpatialVanilla) {
  const windows = quiescentWindows(steps, early);
  const text = (window: keyof typeof windows) =>
    `quiescent steps ${windows[window].from} to ${windows[window].to}`;
  return { early: text("early"), late: text("late") };
}

/** What measures of the learned update were taken over, in words: from the actions that take them. */
function updateWindows({ graph }: Canvas, refs: readonly ArtifactRef[]) {
  const actions = refs.flatMap(({ action }) => graph.action(action) ?? []);
  const ran = parametersOf(actions, learnedUpdate.spatialVanilla);
  const of = (name: "trajectories" | "from" | "steps" | "kickAt" | "gainTimes") =>
    each(ran.map((parameters) => parameters[name]));
  const states = `${of("trajectories")} active trajectories, states from step ${of("from")} to ${
    of("steps")
  }`;
  return {
    updateSpectrum: `${states}; denoisers fitted to the other half of the trajectories`,
    kicks: `${of("trajectories")} active trajectories, kicked at step ${of("kickAt")}`,
    gain: `${states}; the gain at ${of("gainTimes")} of the steps`,
  };
}
