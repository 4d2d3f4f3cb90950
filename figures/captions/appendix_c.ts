import type { Caption, CaptionSizes } from "../captions.ts";
import { drawn, type MapKind, positions } from "./maps.ts";
import { type Bias, BOXES, noise, notDoubled, ordinal } from "./phrases.ts";

/** Fig. C.1-C.4: the spatial task with noise not doubled, with GRUs, and without training noise. */
export const appendixC = {
  figC1a: (sizes) => drawn(sizes, "active", "unbiased"),
  figC1b: (sizes) => drawn(sizes, "quiescent", "unbiased", sameNoise(sizes)),
  figC1c: (sizes) => positions(sizes, "active", "unbiased"),
  figC1d: (sizes) => positions(sizes, "quiescent", "unbiased", sameNoise(sizes)),
  figC1e: (sizes) => drawn(sizes, "active", "biased"),
  figC1f: (sizes) => drawn(sizes, "quiescent", "biased", sameNoise(sizes)),
  figC1g: (sizes) => positions(sizes, "active", "biased"),
  figC1h: (sizes) => positions(sizes, "quiescent", "biased", sameNoise(sizes)),
  figC2a: (sizes) => drawn(sizes, "active", "unbiased", gru(sizes)),
  figC2b: (sizes) => drawn(sizes, "quiescent", "unbiased", gru(sizes)),
  figC2c: (sizes) => positions(sizes, "active", "unbiased", gru(sizes)),
  figC2d: (sizes) => positions(sizes, "quiescent", "unbiased", gru(sizes)),
  figC2e: (sizes) => drawn(sizes, "active", "biased", gru(sizes)),
  figC2f: (sizes) => drawn(sizes, "quiescent", "biased", gru(sizes)),
  figC2g: (sizes) => positions(sizes, "active", "biased", gru(sizes)),
  figC2h: (sizes) => positions(sizes, "quiescent", "biased", gru(sizes)),
  figC3a: (sizes) => example(sizes, "unbiased", "with", "noise variance doubled"),
  figC3b: (sizes) => example(sizes, "biased", "with", "noise variance doubled"),
  figC3c: (sizes) => example(sizes, "unbiased", "without", NONE),
  figC3d: (sizes) => example(sizes, "biased", "without", NONE),
  figC3e: (sizes) => example(sizes, "unbiased", "without", absolute(sizes)),
  figC3f: (sizes) => example(sizes, "biased", "without", absolute(sizes)),
  figC4a: (sizes) => stepDistances(sizes, "unbiased"),
  figC4b: (sizes) => stepDistances(sizes, "biased"),
} as const satisfies Record<string, (sizes: CaptionSizes) => Caption>;

const NONE = "no noise";

/** What a network trained without noise is given in quiescence. */
function absolute({ absoluteNoise }: CaptionSizes): string {
  return `noise of scale ${Number(absoluteNoise.toPrecision(3))} a step`;
}

function sameNoise(sizes: CaptionSizes): MapKind {
  return { sizes, kind: "network", remark: ", noise not doubled", quiescence: notDoubled };
}

function gru({ gru }: CaptionSizes): MapKind {
  return { sizes: gru, kind: "GRU", remark: ", GRU", quiescence: notDoubled };
}

function example(
  sizes: CaptionSizes,
  bias: Bias,
  training: "with" | "without",
  quiescence: string,
): Caption {
  const { trajectories, every, steps } = sizes.examples;
  const law = quiescence === NONE ? "" : ` ${noise(sizes)}`;
  return {
    title: `Example quiescent trajectories, ${bias}, trained ${training} noise`,
    caption: `Decoded positions with the input off and ${quiescence}: every ${ordinal(every)} of ` +
      `${trajectories} trajectories, ${steps} steps. Circles: starts; triangles: ends; square: the ` +
      `box. One network (seed ${sizes.shownSeed}), trained ${training} noise and ` +
      `${bias}.${law}`,
  };
}

function stepDistances(sizes: CaptionSizes, bias: Bias): Caption {
  const { trajectories, steps } = sizes.stepDistance;
  const pooled = sizes.networks === 1
    ? "of one network"
    : `of each of ${sizes.networks} networks, pooled`;
  return {
    title: `Step distance, ${bias}`,
    caption: "Distance of consecutive decoded positions, averaged over each trajectory: " +
      `${trajectories} trajectories of ${steps} steps ${pooled}. NT: trained with noise, its ` +
      "variance doubled in quiescence; DT: trained without (deterministic); noisy quiescent: with " +
      `${
        absolute(sizes)
      }. ${BOXES}; dots: values beyond; values below a logarithmic axis are counted at its foot. Networks trained ${bias}. ${
        noise(sizes)
      }`,
  };
}
