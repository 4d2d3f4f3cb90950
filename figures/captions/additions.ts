import type { Caption, CaptionSizes } from "../captions.ts";
import { noise } from "./phrases.ts";

/** Fig. S1 (ours) and tables A.1 and A.2. */
export const additions = {
  figS1: (sizes) => {
    const { trajectories, steps } = sizes.fading;
    const lines = sizes.networks === 1
      ? "One network a condition."
      : `Thick lines: means over ${sizes.networks} networks; thin: each network.`;
    return {
      title: "Does activity last through quiescence?",
      caption:
        "Not in the paper. Top: the largest output, relative to its mean over the active phase; " +
        "bottom: the share of steps longer than any active step. Where the first falls and the " +
        "second rises, nothing is replayed although the box may still be covered. " +
        `${trajectories} trajectories of ${steps} quiescent steps a network. ${lines} ${
          noise(sizes)
        }`,
    };
  },
  tableA1: () => table("spatial position estimation"),
  tableA2: () => table("head direction estimation"),
} as const satisfies Record<string, (sizes: CaptionSizes) => Caption>;

function table(task: string): Caption {
  return {
    title: `Hyperparameters, ${task}`,
    caption: "Printed from the configuration that ran. Bold: not the paper's value.",
  };
}
