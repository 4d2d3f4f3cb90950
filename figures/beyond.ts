import type { Protocol } from "../lib/conditions.ts";
import type { Claim, Verdict } from "../lib/results/claims.ts";
import { untestedText, verdictUnder } from "./claim.ts";
import { intervalText } from "./parts/number_text.ts";

/** An analysis beyond the paper, as a reader meets it: question, measure, pictures, and what was found. */
export interface Analysis {
  readonly title: string;
  readonly question: string;
  /** How it is measured, in words. */
  readonly measure: string;
  /** The number of its figure and its table: "S2". */
  readonly number: string;
  /** Its claims by number, and what each outcome means. */
  readonly claims: Readonly<Record<number, Readonly<Partial<Record<Verdict, string>>>>>;
  /** What is to be kept in mind. */
  readonly caution: string;
}

/** In the order in which they are best read: each needs what stands before it. */
export const analyses: readonly Analysis[] = [
  {
    title: "Does the result rest on how densities are estimated?",
    question:
      "The paper compares activity and quiescence by the KL divergence of two kernel density " +
      "estimates. Its value depends on a bandwidth, and the ratio of two densities has to be cut off " +
      "where one of them is almost zero. Would distances that need neither say the same?",
    measure:
      "The sliced Wasserstein distance (how far points have to be moved, along 64 directions of " +
      "the box; in metres), on the circle the exact one, and the energy distance with a permutation " +
      "test of whole trajectories. Beside every distance stand its floor (two independent sets of " +
      "activity) and the frozen control (a quiescence that stays where it starts). The KL divergence " +
      "is computed again with half and with twice the bandwidth.",
    number: "S5",
    claims: {
      20: {
        "holds": "The networks are in the same order by a distance without a density.",
        "does not hold": "By a distance without a density the order is another: that of Fig. 2e " +
          "rests in part on how densities are estimated.",
        "undecided":
          "The seeds do not decide whether a distance without a density gives this order.",
      },
    },
    caution:
      "A distance below its floor says that two sets cannot be told apart at this sample size, " +
      "not that they are equal.",
  },
  {
    title: "How much is memory of the start?",
    question:
      "Quiescence starts where activity would. A network that then did nothing would match " +
      "activity perfectly. How much of the match is the start, and is the active distribution reached " +
      "from elsewhere?",
    measure: "How well the decoded position at a step is predicted by the start (R² of a linear " +
      "regression; for bearings the length of the mean vector of turns), and the distance from " +
      "activity of quiescence that starts about the centre of the box instead.",
    number: "S4",
    claims: {
      19: {
        "holds": "From wrong starts, quiescence comes to the active distribution.",
        "does not hold":
          "From wrong starts, quiescence does not come to the active distribution in " +
          "the time that was run: a match from the usual starts is then mostly memory.",
        "undecided":
          "The seeds do not decide whether quiescence comes to the active distribution " +
          "from wrong starts.",
      },
    },
    caution:
      "Claims 4, 7 and 10 of the paper print the frozen control and the value from wrong starts " +
      "beside theirs for this reason.",
  },
  {
    title: "What is replay like as a movement?",
    question:
      "Do replayed trajectories move as an animal does, or do they diffuse? Faster or slower? " +
      "How much of the box does one of them see?",
    measure: "Mean squared displacements and their exponent (2: straight on; 1: diffusion), the " +
      "displacement in 10 steps beside the active one, path length, and the share of cells of 0.2 m " +
      "that a trajectory visits; decoded smoothly, for the average of the three most active cells " +
      "jitters by more than a replayed step.",
    number: "S6",
    claims: {
      21: {
        "holds": "Quiescence is diffusive, and less directed than activity.",
        "does not hold": "Quiescence is not diffusive, or no less directed than activity.",
        "undecided": "The seeds do not decide whether quiescence is diffusive.",
      },
      22: {
        "holds": "Replay is not compressed in time: it is no faster than activity.",
        "does not hold":
          "In at least one window the decoded position moves farther in 10 steps than in activity: " +
          "replay is faster, or it jumps (Table S6 tells which).",
        "undecided": "The seeds do not decide whether replay is faster than activity.",
      },
    },
    caution:
      "Where activity fades, the decoded position jumps: an exponent below 0.5 is a sign of it.",
  },
  {
    title: "Is the learned update the optimal one?",
    question:
      "The theory says that without input the best update removes the noise of the last step " +
      "and nothing else, and that the input moves the state along the task's variable. Does a trained " +
      "network do that?",
    measure:
      "The update without input is compared with the best linear and the best mixture denoiser: " +
      "what share of the noise that can be removed does it remove (efficiency)? Two runs with the same " +
      "input and noise, one of them kicked, show how fast a disturbance dies, beside the leak alone. " +
      "Runs with and without one input show how much of it reaches the output, and when.",
    number: "S2",
    claims: {
      14: {
        "holds": "The update without input is a good denoiser, better than a random network's.",
        "does not hold":
          "The theory’s prediction is not seen at this size: the update without input " +
          "is no good denoiser, or no better than a random network’s.",
        "undecided": "The seeds do not decide whether the update without input is a good denoiser.",
      },
      15: {
        "holds": "Noise across the manifold is removed faster than by the leak.",
        "does not hold":
          "The theory’s prediction is not seen at this size: noise across the manifold " +
          "is removed as by the leak that every network has.",
        "undecided": "The seeds do not decide whether noise is removed faster than by the leak.",
      },
      16: {
        "holds": "The input moves the output by the right amount, in the right direction.",
        "does not hold": "The input does not move the output by the right amount in this time.",
        "undecided":
          "The seeds do not decide whether the input moves the output by the right amount.",
      },
      17: {
        "holds": "The update splits into a part of the state and a part linear in the input.",
        "does not hold":
          "The update does not split into a part of the state and one linear in the input.",
        "undecided": "The seeds do not decide whether the update splits as the theory has it.",
      },
    },
    caution:
      "A regression slope near 1 across the manifold is no evidence of denoising: a random " +
      "network has it from its leak.",
  },
  {
    title: "Is twice the noise the right amount?",
    question:
      "Eq. 19 says that quiescence samples the active distribution if the variance of the noise " +
      "is doubled. Is 2 better than other factors?",
    measure:
      "Quiescence with factors from 0 to 8 on the variance, with the same random numbers; distance " +
      "from activity in the box and, which the decoded position does not see, in the height of activity: in the space of the first 10 principal components. " +
      "The noise of the authors’ code has a mean, which the factor scales, too: it is run both so and " +
      "with the mean kept.",
    number: "S3",
    claims: {
      18: {
        "holds": "A factor of 2 is among the best, and better than none and than 8.",
        "does not hold":
          "A factor of 2 is not the best, or no better than others by more than chance: " +
          "flat, not distinguishable.",
        "undecided": "The seeds do not decide whether a factor of 2 is the best.",
      },
    },
    caution:
      "A flat curve is a result of its own: the factor then does not matter within the range.",
  },
  {
    title: "Momentum and adaptation",
    question:
      "Related work makes replay faster by momentum, or livelier by adaptation. What do they do " +
      "to these networks, without training anew?",
    measure:
      "Quiescence with a velocity that decays (λ: the share that is lost in a step), and with " +
      "units that tire (b: how strongly), measured as replay is above.",
    number: "S7",
    claims: {},
    caution: "Both are a sensitivity, not an improvement; the form of the momentum is ours.",
  },
];

/** Whether a panel or table, "figS2a", belongs to an analysis. */
export function isOf({ number }: Analysis, id: string): boolean {
  return new RegExp(`^(fig|table)${number}[a-z]?$`).test(id);
}

/** What the outcome of a claim under a protocol means, in a sentence. */
export function readingOf(claim: Claim, protocol: Protocol): string {
  const meanings = analyses.map(({ claims }) => claims[claim.number]).find(Boolean);
  return meanings?.[verdictUnder(claim, protocol)] ?? untestedText(claim, protocol);
}

/** What a claim says under a protocol, from its evidence: a sentence, then the numbers. */
export function resultText(claim: Claim, protocol: Protocol): string {
  const evidence = claim.protocols.filter((each) => each.protocol === protocol);
  const numbers = evidence.map(({ measure, criterion, window, finding, ...values }) => {
    const over = window === undefined ? "" : ` (${window})`;
    const found = finding === undefined ? "" : `, ${finding}`;
    return `${measure}${over}: ${intervalText(values)}, criterion: ${criterion}${found}`;
  });
  return [readingOf(claim, protocol), ...(numbers.length === 0 ? [] : [`(${numbers.join("; ")})`])]
    .join(" ");
}
