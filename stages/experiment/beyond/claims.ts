import { weighBeyond } from "../../beyond_claims/stage.ts";
import { protocolLabel } from "../../configuration/protocol.ts";
import type { Canvas } from "../draw.ts";

/** Adds the action that weighs the claims of the analyses. */
export function addBeyondClaims({ graph, protocol }: Canvas, seeds: readonly number[]): void {
  const naming = { labels: { ...protocolLabel(protocol), group: "beyond" }, leaf: "claims" };
  const parameters = { protocol, seeds: [...seeds], windows: {} };
  graph.target(graph.add(weighBeyond, naming, parameters, {}));
}
