import { readClaims } from "../../lib/results/claims.ts";
import type { ClaimEvidence } from "../../lib/results/claims.ts";
import type { Store } from "../../pipeline/store/store.ts";
import { weighsClaims } from "../../stages/experiment/claims_evidence.ts";
import type { Made } from "./side.ts";

/** What a run found of a claim. */
export type Found = Pick<ClaimEvidence, "verdict" | "mean" | "low" | "high" | "perSeed">;

/** A claim that both runs weighed, by one measure. */
export interface PairedClaim {
  readonly number: number;
  readonly statement: string;
  readonly measure: string;
  readonly a: Found;
  readonly b: Found;
}

/** The claims that both runs weighed, in their order. */
export async function pairedClaims(
  store: Store,
  shared: readonly (readonly [a: Made, b: Made])[],
): Promise<PairedClaim[]> {
  const weighed = shared.filter(([a]) => weighsClaims(a.action));
  const all = weighed.map(async ([a, b]) => {
    const [ours, others] = await Promise.all([evidence(store, a), evidence(store, b)]);
    return [...ours].flatMap(([id, { a, ...claim }]): PairedClaim[] => {
      const other = others.get(id);
      return other === undefined ? [] : [{ ...claim, a, b: other.a }];
    });
  });
  return (await Promise.all(all)).flat().sort((a, b) => a.number - b.number);
}

/** What was found, by claim and measure. */
async function evidence(
  store: Store,
  { result }: Made,
): Promise<Map<string, Omit<PairedClaim, "b">>> {
  const artifact = result.outputs["claims"];
  const bytes = artifact && await store.readBlob(artifact.digest);
  const claims = bytes === undefined ? [] : readClaims(bytes);
  return new Map(
    claims.flatMap(({ number, statement, protocols }) =>
      protocols.map(({ measure, verdict, mean, low, high, perSeed }) => {
        const found = { verdict, mean, low, high, perSeed };
        return [`${number} ${measure}`, { number, statement, measure, a: found }] as const;
      })
    ),
  );
}
