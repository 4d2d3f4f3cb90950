// Sizes, colours and font of every panel.

/** A plate: so many px, and so many mm in print. */
export const PLATE = { width: 720, millimetres: 183 } as const;

/** Of panels, px: shares of a plate, so that text has one size on it, whatever stands beside it. */
export const PANEL_WIDTH = { quarter: 180, third: 240, half: 360, whole: 720 } as const;

/** Added to each side of the range of states, as a share of it. */
export const RANGE_MARGIN = 0.1;

/** Below three values quartiles say nothing: the median and the dots are drawn. */
export const FEWEST_FOR_A_BOX = 3;

/** DejaVu Sans is what the PNG is drawn with; the others are narrower, so text that fits still fits. */
export const FONT_FAMILY = '"DejaVu Sans", Helvetica, Arial, sans-serif';

/** px: from 7 to 8 pt on a plate. */
export const FONT_SIZE = { letter: 11, title: 11, label: 10.5, tick: 10, note: 9.8 } as const;

/** The phases of a network: driven by its input, or left to its noise. */
export type Phase = "active" | "quiescent";

export const PHASE_COLOUR: Readonly<Record<Phase, string>> = {
  active: "#2ca7c5",
  quiescent: "#ee3233",
};

/** Dark to light about the colour of the phase, so that single trajectories can be told apart. */
export const PHASE_SHADES: Readonly<Record<Phase, readonly string[]>> = {
  active: ["#0b3c5d", "#1b6f93", "#2ca7c5", "#5cc4c0", "#8ed6e8"],
  quiescent: ["#6d0f1c", "#b01c2e", "#ee3233", "#f0703d", "#f7a66b"],
};

export const INK = "#1a1a1a";
export const GREY = "#8a8a8a";
export const FAINT = "#c8c8c8";
export const PAPER = "#ffffff";

// Colour ramps, from low to high. Each quantity has one: a colour never means two things.

/** ColorBrewer BuPu from white: between the colours of the phases, and the same for both. */
export const DENSITY_RAMP: readonly string[] = [
  "#ffffff",
  "#e9f0f7",
  "#bfd3e6",
  "#9ebcda",
  "#8c96c6",
  "#8c6bb1",
  "#88419d",
  "#810f7c",
  "#4d004b",
];

/** Viridis (van der Walt and Smith 2015). */
export const DISTANCE_RAMP: readonly string[] = [
  "#440154",
  "#472d7b",
  "#3b528b",
  "#2c728e",
  "#21918c",
  "#28ae80",
  "#5ec962",
  "#addc30",
  "#fde725",
];

/** ColorBrewer YlOrBr from near white. */
export const DIVERGENCE_RAMP: readonly string[] = [
  "#fffdf2",
  "#fff0bd",
  "#fee391",
  "#fec44f",
  "#fe9929",
  "#ec7014",
  "#cc4c02",
  "#993404",
  "#662506",
];

/** ColorBrewer GnBu: distances without a density, beside divergences. */
export const WASSERSTEIN_RAMP: readonly string[] = [
  "#f7fcf0",
  "#e0f3db",
  "#ccebc5",
  "#a8ddb5",
  "#7bccc4",
  "#4eb3d3",
  "#2b8cbe",
  "#0868ac",
  "#084081",
];

/** The phase map of cmocean (Thyng et al. 2016): cyclic, of even lightness; the ends are one direction. */
export const BEARING_RAMP: readonly string[] = [
  "#a7770c",
  "#c56033",
  "#d94360",
  "#dd26a3",
  "#c43be0",
  "#9961f4",
  "#5f7fe4",
  "#2890b7",
  "#0f9788",
  "#27994f",
  "#778d11",
  "#a7770c",
];

/** Okabe and Ito (2008) without yellow, for lines that stand for conditions. */
export const CONDITION_COLOURS = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#e69f00",
  "#56b4e9",
  "#1a1a1a",
] as const;
