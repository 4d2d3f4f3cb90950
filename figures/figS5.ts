import { readBandwidths } from "../lib/results/bandwidths.ts";
import { readBearingDistances } from "../lib/results/bearing_distances.ts";
import { readDistances } from "../lib/results/distances.ts";
import { readDivergences } from "../lib/results/divergences.ts";
import type { PanelAction } from "./kinds.ts";
import { bandwidthTable } from "./parts/bandwidth_table.ts";
import { bearingTable } from "./parts/bearing_table.ts";
import { distanceMatrices } from "./parts/distance_matrices.ts";
import { distanceTable } from "./parts/distance_table.ts";
import { numberTablePanel } from "./parts/number_table.ts";
import { writeDrawing } from "./parts/panel.ts";

/** Fig. S5a (ours): the matrix of Fig. 2e in sliced Wasserstein distances beside divergences. */
export async function a(action: PanelAction<"distances">): Promise<void> {
  const divergences = (await action.readAll("kl")).map(readDivergences);
  const distances = (await action.readAll("distances")).map(readDistances);
  await writeDrawing(action, distanceMatrices({ divergences, distances }, action.parameters));
}

/** Fig. S5b (ours): the distances behind it, of both orders, and energy distances with their tests. */
export async function b(action: PanelAction<"distanceTable">): Promise<void> {
  const vanilla = (await action.readAll("vanilla")).map(readDistances);
  const gru = (await action.readAll("gru")).map(readDistances);
  await writeDrawing(action, numberTablePanel("figS5b", distanceTable({ vanilla, gru })));
}

/** Fig. S5c (ours): divergences at other bandwidths, and how many ratios were clipped. */
export async function c(action: PanelAction<"bandwidthTable">): Promise<void> {
  const divergences = (await action.readAll("kl")).map(readDivergences);
  const bandwidths = (await action.readAll("bandwidths")).map(readBandwidths);
  await writeDrawing(action, numberTablePanel("figS5c", bandwidthTable(divergences, bandwidths)));
}

/** Fig. S5d (ours): how far bearings are from active ones. */
export async function d(action: PanelAction<"bearingTable">): Promise<void> {
  const distances = (await action.readAll("distances")).map(readBearingDistances);
  await writeDrawing(action, numberTablePanel("figS5d", bearingTable(distances)));
}
