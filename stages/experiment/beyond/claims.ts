import { quiescentWindows } from "../../../lib/stats/trajectory_window.ts";
import type { ArtifactRef } from "../../../pipeline/graph.ts";
import { weighBeyond } from "../../beyond_claims/stage.ts";
import type { Configuration, SpatialVanilla } from "../../configuration/configuration.ts";
import { protocolLabel } from "../../configuration/protocol.ts";
import type { Canvas } from "../draw.ts";

/** What was measured of all seeds, by analysis. */
interface Evidence {
  readonly distances: readonly ArtifactRef[];
  /** The matrix of Fig. 2e. */
  readonly divergence: readonly ArtifactRef[];
  readonly replay: readonly ArtifactRef[];
}

/** Adds the action that weighs the claims of the analyses. */
export function addBeyondClaims(
  { graph, protocol }: Canvas,
  { seeds, spatial: { vanilla } }: Configuration,
  evidence: Evidence,
): void {
  const naming = { labels: { ...protocolLabel(protocol), group: "beyond" }, leaf: "claims" };
  const windows = {
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
