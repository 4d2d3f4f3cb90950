import type { Article, Place } from "../../../figures/article_facts.ts";
import type { Claim, ClaimEvidence, Verdict } from "../../../lib/results/claims.ts";
import { claims as beyondCriteria } from "../../../stages/beyond_claims/criteria.ts";
import { claims as paperCriteria } from "../../../stages/claims/criteria.ts";

/** Numbers none of which is another. */
export const ARTICLE: Article = {
  box: [2.25, 2.75],
  timeStep: 0.021,
  placeCells: 129,
  cellWidth: 0.22,
  winners: 7,
  units: 65,
  anchor: [0.31, 0.37],
  headDirection: { units: 66, cells: 131 },
  training: { batches: 1001, batchSize: 51, steps: 52, noise: "uniform" },
  quiescent: { steps: 401, noise: "uniform", varianceFactor: 2, gruVarianceFactor: 1 },
  error: { before: 0.83, after: 0.17 },
  explained: { components: 11, active: 0.93, quiescent: 0.96 },
  scene: {
    box: [2.25, 2.75],
    timeStep: 0.021,
    cells: [[-0.5, 0.5], [0.5, 0.5], [0, -0.5], [1, -1]],
    cellWidth: 0.22,
    walk: [[0, 0], [0.25, 0.25], [0.5, 0.5], [1.2, 0.5]],
    velocity: [[1, 1], [-2, 1], [0.5, 0]],
    active: {
      winners: [[0, 1], [1, 0], [1, 2]],
      decoded: [[0, 0.5], [0, 0.5], [0.25, 0]],
    },
    quiescent: {
      winners: Array.from({ length: 20 }, (_, i) => [i % 4, (i + 1) % 4]),
      decoded: Array.from({ length: 20 }, (_, i) => [i / 20, -i / 20] as const),
    },
  },
};

/** All claims with as many measures as their criteria have, each measure of a value of its own. */
export function exampleClaims(verdict: Verdict, others: Partial<ClaimEvidence> = {}): Claim[] {
  return [...paperCriteria, ...beyondCriteria].map(({ number, statement, measures }) => ({
    number,
    statement,
    protocols: measures.map(({ measure }, i) => {
      const mean = 100 * number + i;
      return {
        protocol: "released",
        measure,
        perSeed: [[0, mean - 1], [1, mean], [2, mean + 1]],
        mean,
        sd: 1,
        low: mean - 0.5,
        high: mean + 0.5,
        bootstrap: null,
        criterion: "at most 1",
        reason: "made up",
        distance: 1,
        seedsToDecide: 3,
        verdict,
        ...others,
      };
    }),
  }));
}

/** A page that has these claims, and of each figure a line. */
export function examplePlace(claims: readonly Claim[], others: Partial<Place> = {}): Place {
  const numbers = ["1", "2", "3", "C.1", "C.2", "C.3", "C.4", "C.5", "S"];
  return {
    about: {
      profile: "quick",
      protocol: "released",
      seeds: [0, 1, 2],
      computed: undefined,
      sizes: [{ what: "units", here: 65, paper: 512 }],
      commit: undefined,
    },
    claims,
    figures: new Map(numbers.map((number) => [number, `<section>plate ${number}</section>`])),
    has: (id) => id.startsWith("fig"),
    ...others,
  };
}
