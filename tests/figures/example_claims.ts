import type { Claim } from "../../figures/claim.ts";

/** Made-up claims: two verdicts of one, and one that nobody tested. */
export const CLAIMS: readonly Claim[] = [
  {
    number: 1,
    statement: "Total variance: noisy > noiseless",
    protocols: [
      {
        protocol: "released",
        measure: "difference of total variance (m²)",
        perSeed: [[0, 0.1], [1, 0.15]],
        mean: 0.12345,
        low: 0.1,
        high: 0.15,
        criterion: "low end > 0",
        reason: "no difference is ruled out",
        verdict: "holds",
        paper: "about 0.01",
        window: "steps 1000-2000",
      },
      {
        protocol: "described",
        measure: "difference of total variance (m²)",
        perSeed: [[0, -0.1]],
        mean: -0.1,
        low: null,
        high: null,
        criterion: "low end > 0",
        reason: "no difference is ruled out",
        verdict: "does not hold",
      },
    ],
  },
  { number: 2, statement: "GRUs | show it too", protocols: [] },
];
