import { biases } from "../../../lib/conditions.ts";
import type { ReplayCondition, ReplayKind } from "../../../lib/results/replay.ts";
import type { ArtifactRef } from "../../../pipeline/graph.ts";
import type { Configuration } from "../../configuration/configuration.ts";
import { replayOf } from "../../replay/stage.ts";
import { draw } from "../draw.ts";
import type { Canvas } from "../draw.ts";
import type { Network, Networks, RolledOut } from "../networks.ts";
import { networkOf } from "../spatial_measures.ts";
import type { AllNetworks } from "./all_networks.ts";

/** Adds how every network of the paper moves in quiescence, Fig. S6 and its table. */
export function replayEvidence(
  canvas: Canvas,
  configuration: Configuration,
  networks: AllNetworks,
): ArtifactRef[] {
  const replay = replays(configuration, networks);
  draw(canvas, "figS6", {}, { replay });
  draw(canvas, "tableS6", {}, { replay });
  return replay;
}

function replays(
  { spatial, headDirection: { vanilla: turning } }: Configuration,
  { vanilla, gru, headDirection }: AllNetworks,
): ArtifactRef[] {
  const names = ["U", "B", "U^σ", "B^σ"] as const;
  const boxOf = ({ motion }: typeof spatial.vanilla | typeof spatial.gru) => ({
    width: motion.boxWidth,
    height: motion.boxHeight,
  });
  const noisy = biases.map((bias) => [bias === "biased" ? "B^σ" : "U^σ", bias] as const);
  return [
    ...vanilla.flatMap((networks) => {
      const parameters = { early: spatial.vanilla.quiescent.early, box: boxOf(spatial.vanilla) };
      const trained = names.map((name) => [name, networkOf(networks, name)] as const);
      return [...trained, ["R^σ", networks.random()] as const].map(([condition, network]) =>
        replay(networks, network, { kind: "spatial", condition, ...parameters })
      );
    }),
    ...gru.flatMap((networks) =>
      noisy.map(([condition, bias]) => {
        const parameters = { early: spatial.gru.quiescent.early, box: boxOf(spatial.gru) };
        const network = networks.trained("noisy", bias);
        return replay(networks, network, { kind: "GRU", condition, ...parameters });
      })
    ),
    ...headDirection.flatMap((networks) =>
      noisy.map(([condition, bias]) => {
        const parameters = { early: turning.quiescent.early, box: null };
        const network = networks.trained("noisy", bias);
        return replay(networks, network, { kind: "head direction", condition, ...parameters });
      })
    ),
  ];
}

interface Measured {
  readonly kind: ReplayKind;
  readonly condition: ReplayCondition;
  readonly early: number;
  readonly box: { readonly width: number; readonly height: number } | null;
}

/** Adds how a network moves in quiescence, the paper's unless another is given. */
export function replay(
  networks: Networks,
  network: Network,
  measured: Measured,
  variant?: RolledOut,
): ArtifactRef {
  const { graph, seed } = networks;
  const [active, quiescent] = [networks.active(network), variant ?? networks.quiescent(network)];
  return graph.add(replayOf, { labels: (variant ?? network).labels }, { seed, ...measured }, {
    coordinates: networks.inputs(network).coordinates,
    activeDecoded: active.decoded,
    activeSmooth: active.smooth,
    activePeak: active.peak,
    quiescentDecoded: quiescent.decoded,
    quiescentSmooth: quiescent.smooth,
    quiescentPeak: quiescent.peak,
  }).replay;
}
