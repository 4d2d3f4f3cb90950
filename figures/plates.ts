import type { PanelId } from "./panels.ts";

/** The figures of several panels, as they are printed: rows of panels that fill the width together. */
export const plates = {
  fig1: [
    ["fig1a", "fig1b", "fig1c"],
    ["fig1d", "fig1e", "fig1f", "fig1g"],
    ["fig1h", "fig1i", "fig1j", "fig1k"],
  ],
  fig2: [["fig2a", "fig2b", "fig2c", "fig2d"], ["fig2e", "fig2f"]],
  fig3: [["fig3a", "fig3b", "fig3c", "fig3d"]],
  figC1: [["figC1a", "figC1b", "figC1c", "figC1d"], ["figC1e", "figC1f", "figC1g", "figC1h"]],
  figC2: [["figC2a", "figC2b", "figC2c", "figC2d"], ["figC2e", "figC2f", "figC2g", "figC2h"]],
  figC3: [["figC3a", "figC3c", "figC3e"], ["figC3b", "figC3d", "figC3f"]],
  figC4: [["figC4a", "figC4b"]],
  figC5: [["figC5a", "figC5b", "figC5c"], ["figC5d", "figC5e", "figC5f"]],
  figS2: [["figS2a"], ["figS2b"], ["figS2c"]],
  figS5: [["figS5a"], ["figS5b"], ["figS5c"], ["figS5d"]],
} as const satisfies Readonly<Record<string, readonly (readonly PanelId[])[]>>;

export type PlateId = keyof typeof plates;

export const plateIds = Object.keys(plates) as readonly PlateId[]; // it has no other keys
