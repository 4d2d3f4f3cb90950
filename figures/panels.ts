import type { Kind } from "./kinds.ts";

/**
 * Every panel and table with its kind. What draws it is an export: "fig2e" is `e` of fig2.ts; a figure
 * of a single panel exports `panel`; the tables are in tables.ts.
 */
export const panels = {
  fig1a: "schematic",
  fig1b: "training",
  fig1c: "explainedVariance",
  fig1d: "trajectories",
  fig1e: "trajectories",
  fig1f: "scatter",
  fig1g: "scatter",
  fig1h: "boxDensity",
  fig1i: "boxDensity",
  fig1j: "stateDensity",
  fig1k: "stateDensity",
  fig2a: "trajectories",
  fig2b: "trajectories",
  fig2c: "boxDensity",
  fig2d: "boxDensity",
  fig2e: "divergences",
  fig2f: "totalVariance",
  fig3a: "bearingHistogram",
  fig3b: "bearingHistogram",
  fig3c: "bearingScatter",
  fig3d: "bearingScatter",
  figC1a: "trajectories",
  figC1b: "trajectories",
  figC1c: "boxDensity",
  figC1d: "boxDensity",
  figC1e: "trajectories",
  figC1f: "trajectories",
  figC1g: "boxDensity",
  figC1h: "boxDensity",
  figC2a: "trajectories",
  figC2b: "trajectories",
  figC2c: "boxDensity",
  figC2d: "boxDensity",
  figC2e: "trajectories",
  figC2f: "trajectories",
  figC2g: "boxDensity",
  figC2h: "boxDensity",
  figC3a: "trajectories",
  figC3b: "trajectories",
  figC3c: "trajectories",
  figC3d: "trajectories",
  figC3e: "trajectories",
  figC3f: "trajectories",
  figC4a: "stepDistance",
  figC4b: "stepDistance",
  figC5a: "bearingPath",
  figC5b: "bearingPath",
  figC5c: "bearingPath",
  figC5d: "velocity",
  figC5e: "velocity",
  figC5f: "velocity",
  figS1: "fading",
  figS2a: "updateSpectra",
  figS2b: "kickResponses",
  figS2c: "inputGains",
  figS3: "noiseFactor",
  figS4: "memory",
  figS5a: "distances",
  figS5b: "distanceTable",
  figS5c: "bandwidthTable",
  figS5d: "bearingTable",
  figS6: "replay",
  tableA1: "table",
  tableA2: "table",
  tableS2: "updateBands",
  tableS6: "replay",
  tableS7: "variants",
} as const satisfies Readonly<Record<string, Kind>>;

export type PanelId = keyof typeof panels;

export const panelIds = Object.keys(panels) as readonly PanelId[]; // it has no other keys

/** The module of a panel, its export being the fragment. */
export function panelModule(id: PanelId): URL {
  const [, file, name = "panel"] = /^(fig(?:\d|[A-Z]\d))([a-z])?$/.exec(id) ??
    ["", "tables", id.slice("table".length)];
  return new URL(`./${file}.ts#${name}`, import.meta.url);
}
