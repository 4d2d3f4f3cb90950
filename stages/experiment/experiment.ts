import type { Protocol } from "../../lib/conditions.ts";
import { GraphBuilder } from "../../pipeline/graph.ts";
import type { Graph } from "../../pipeline/graph.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { addBeyond } from "./beyond/beyond.ts";
import { addClaims } from "./claims_evidence.ts";
import { addPlates, draw } from "./draw.ts";
import { headDirectionEvidence } from "./head_direction_evidence.ts";
import { headDirectionFigures } from "./head_direction_figures.ts";
import { headDirectionNetworks } from "./head_direction_networks.ts";
import type { Network } from "./networks.ts";
import { gruEvidence, spatialEvidence } from "./spatial_evidence.ts";
import { mainFigures, trainingNoiseFigures, undoubledFigures } from "./spatial_figures.ts";
import { spatialNetworks } from "./spatial_networks.ts";
import { addTables } from "./tables.ts";

/**
 * The whole experiment: every action from the first random number to the figures and the verdicts, under
 * each protocol, of the paper and of what goes beyond it. What a protocol does not touch is one action
 * for all.
 */
export function experiment(
  configuration: Configuration,
  protocols: readonly Protocol[] = ["released"],
): Graph {
  return build(configuration, protocols, { beyond: true });
}

/** The part of `experiment` that the paper has: its figures, tables and claims, and figure S1. */
export function paperExperiment(
  configuration: Configuration,
  protocols: readonly Protocol[] = ["released"],
): Graph {
  return build(configuration, protocols, { beyond: false });
}

function build(
  configuration: Configuration,
  protocols: readonly Protocol[],
  { beyond }: { readonly beyond: boolean },
): Graph {
  const graph = new GraphBuilder();
  const { seeds, spatial: { vanilla, gru }, headDirection } = configuration;
  const evaluation = {
    trajectories: Math.max(
      vanilla.explainedVariance.trajectories,
      vanilla.totalVariance.trajectories,
    ),
    activeSteps: vanilla.explainedVariance.activeSteps,
  };
  for (const protocol of protocols) {
    const canvas = { graph, protocol };
    const of = (seed: number) => ({ ...canvas, seed });
    const networks = seeds.map((seed, i) => {
      const projected = ({ level, bias }: Network) =>
        i === 0 && level === "noisy" && bias === "unbiased";
      return spatialNetworks("vanilla", vanilla, { ...of(seed), evaluation, projected });
    });
    const grus = seeds.map((seed) => spatialNetworks("gru", gru, of(seed)));
    const turning = seeds.map((seed) =>
      headDirectionNetworks(headDirection.vanilla, { ...of(seed), projected: () => true })
    );
    const [shown, shownGru, shownTurning] = [networks[0]!, grus[0]!, turning[0]!]; // there is a seed
    const evidence = spatialEvidence(vanilla, networks);
    const ofGrus = gruEvidence(gru, grus);
    mainFigures(canvas, vanilla, shown, evidence);
    const ofTurning = headDirectionEvidence(headDirection.vanilla, turning);
    headDirectionFigures(canvas, headDirection.vanilla, shownTurning, ofTurning);
    undoubledFigures(canvas, vanilla, shown, "figC1");
    undoubledFigures(canvas, gru, shownGru, "figC2");
    trainingNoiseFigures(canvas, vanilla, shown, evidence);
    const fading = [...evidence.fading, ...ofGrus.fading, ...ofTurning.fading];
    draw(canvas, "figS1", {}, { fading });
    addTables(canvas, configuration);
    addClaims(canvas, seeds, { spatial: evidence, gru: ofGrus, headDirection: ofTurning });
    if (beyond) {
      addBeyond(canvas, configuration, { vanilla: networks, gru: grus, headDirection: turning });
    }
    addPlates(canvas);
  }
  return graph.build();
}
