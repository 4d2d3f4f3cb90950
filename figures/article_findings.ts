import type { Verdict } from "../lib/results/claims.ts";

/** How the text tells a claim. */
export interface Finding {
  /** What was measured; `{0}` stands for what the first measure of the claim has given. */
  readonly measured: string;
  /** What each outcome means; of claims beyond the paper figures/beyond.ts says it. */
  readonly outcomes?: Readonly<Record<Exclude<Verdict, "not tested">, string>>;
}

/** By the numbers of claims (criteria.ts in stages/claims/ and stages/beyond_claims/). */
export const findings: Readonly<Record<number, Finding>> = {
  1: {
    measured: "On walks that it has not seen, the error of the decoded position falls to {0} of " +
      "that of the untrained network, and the loss to {1} of its value at the first test.",
    outcomes: {
      "holds": "The networks learn the task.",
      "does not hold":
        "The networks do not learn the task as far as those of the paper: all that " +
        "follows is about networks that do not know well where they are.",
      "undecided": "The seeds do not decide whether that is as far as in the paper.",
    },
  },
  2: {
    measured: "The shares of variance that the leading components hold (Fig. 1c) differ between " +
      "the phases by {0} at most.",
    outcomes: {
      "holds": "Both phases are of low dimension, and equally so.",
      "does not hold": "The phases are not of equally low dimension.",
      "undecided": "The seeds do not decide whether both phases are of equally low dimension.",
    },
  },
  3: {
    measured: "A step of the decoded position is {0} times as long in quiescence as in activity.",
    outcomes: {
      "holds": "Quiescent paths are about as smooth as active ones.",
      "does not hold": "Quiescent steps are not about as long as active ones: the paths jump, or " +
        "hardly move.",
      "undecided": "The seeds do not decide whether quiescent paths are as smooth as active ones.",
    },
  },
  4: {
    measured:
      "By the divergence of Fig. 2e the positions of quiescence are {0} nats farther from " +
      "those of activity than uniformly spread positions are (below zero: nearer).",
    outcomes: {
      "holds": "That is nearly as close.",
      "does not hold": "That is clearly farther than in the paper.",
      "undecided": "The seeds do not decide whether that is nearly as close.",
    },
  },
  5: {
    measured: "From a uniform distribution, quiescence is {0} nats farther than activity.",
    outcomes: {
      "holds": "Left alone, the network prefers some places: quiescence is less uniform.",
      "does not hold": "Quiescence is no less uniform than activity, against the paper.",
      "undecided": "The seeds do not decide whether quiescence is less uniform than activity.",
    },
  },
  6: {
    measured:
      "From their own activity, networks trained with noise are {0} nats away at most; the " +
      "closest of the other pairs, and of random networks, is {1} nats farther.",
    outcomes: {
      "holds": "Each network goes where its own experience was, and not where that of others was.",
      "does not hold": "Own experience does not stand out from that of others as in the paper.",
      "undecided": "The seeds do not decide whether each network goes to its own experience alone.",
    },
  },
  7: {
    measured: "Without noise in training and quiescence the two numbers are {0} and {1} nats.",
    outcomes: {
      "holds": "The order is the same: by this measure alone noise would not be needed.",
      "does not hold": "The order is not the same.",
      "undecided": "The seeds do not decide whether the order is the same.",
    },
  },
  8: {
    measured: "In quiescence the decoded position of noisy networks varies more than that of " +
      "noiseless ones, by {0} m² (unbiased) and {1} m² (biased; Fig. 2f).",
    outcomes: {
      "holds": "Noise keeps the network moving.",
      "does not hold": "In at least one kind of network noise does not make it move more.",
      "undecided": "The seeds do not decide whether noise makes both kinds of network move more.",
    },
  },
  9: {
    measured: "With noise put in, steps of networks that were trained without it are {0} times " +
      "(unbiased) and {1} times (biased) as long as those of networks trained with it.",
    outcomes: {
      "holds": "Networks that have not trained with noise are erratic when they get it.",
      "does not hold":
        "In at least one of the two, noise does not make networks erratic that have " +
        "not trained with it.",
      "undecided":
        "The seeds do not decide whether training with noise is what keeps paths smooth.",
    },
  },
  10: {
    measured: "With the noise as it was in training, the distance from the own activity is {0} " +
      "nats at most, and that from the other kind’s {1} nats more.",
    outcomes: {
      "holds": "Reactivation does not depend on more noise.",
      "does not hold": "With the noise as it was in training there is no such reactivation.",
      "undecided": "The seeds do not decide whether there is reactivation without more noise.",
    },
  },
  11: {
    measured: "Their distance from the own activity is {0} nats at most, that from the other " +
      "kind’s {1} nats more; their quiescent steps are {2} times as long as the active ones.",
    outcomes: {
      "holds": "Gated networks reactivate, too.",
      "does not hold": "In gated networks at least one of the three fails.",
      "undecided": "The seeds do not decide whether gated networks reactivate, too.",
    },
  },
  12: {
    measured:
      "Between the phases, a share of {0} of the decoded bearings would have to change for the " +
      "histograms to be the same. The hole of the ring has {1} of its radius in activity and {2} in " +
      "quiescence.",
    outcomes: {
      "holds": "The ring is there in both phases, and its bearings are visited alike.",
      "does not hold":
        "The bearings are not visited alike, or the ring is not there in both phases.",
      "undecided": "The seeds do not decide whether ring and bearings are the same in both phases.",
    },
  },
  13: {
    measured:
      "In quiescence, networks of one-way turns turn by {0} rad a step on average, unbiased " +
      "ones by {1}; of the steps of the former a share of {2} goes backwards.",
    outcomes: {
      "holds": "Replay keeps the direction of what was learned, with reversals now and then.",
      "does not hold": "Replay does not keep the direction of what was learned, or unbiased " +
        "networks turn as well, or nothing is ever reversed.",
      "undecided":
        "The seeds do not decide whether replay keeps the direction of what was learned.",
    },
  },
  14: {
    measured:
      "As a denoiser, the update without input has an efficiency of {0}, where one is the best there " +
      "is and zero does nothing. Less that of a random network, it is {1}.",
  },
  15: {
    measured:
      "Of a push off the states that activity visits, {0} times as much is left after some " +
      "steps as the leak alone would leave.",
  },
  16: {
    measured:
      "Some steps after an input, outputs have gone {0} of the way that they should, and the " +
      "cosine of the angle between the two ways is {1}.",
  },
  17: {
    measured:
      "Of what the input adds to the update, a share of {0} is the same for the input and for " +
      "its opposite, and so is no linear term.",
  },
  18: {
    measured:
      "States of quiescence are nearer to those of activity with twice the variance than with none or " +
      "eight times it, whichever is nearer, by {0} early on and {1} late in unbiased networks, and by {2} and {3} in biased " +
      "ones, in units of chance.",
  },
  19: {
    measured:
      "From starts about the centre of the box, quiescence is {0} nats away from activity late " +
      "on, which is {1} times as much as if it had stayed there.",
  },
  20: {
    measured:
      "By a distance that needs no density, the closest of the other pairs is farther than a " +
      "network’s own by {0} m (with noise) and {1} m (without).",
  },
  21: {
    measured:
      "Squared displacements grow with time to the power of {0}, where one is diffusion and two is " +
      "straight on. That is less than in activity by {1}.",
  },
  22: {
    measured:
      "In the same time the decoded position gets {0} times as far as in activity early on, and " +
      "{1} times late.",
  },
};
