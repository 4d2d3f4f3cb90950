import type { ClaimEvidence, PerSeed } from "../../lib/results/claims.ts";
import { noEvidence, STANDING_STILL } from "../claim.ts";
import { shortNumber } from "./number_text.ts";

/** Distances beyond this are written so: the seeds as good as agree. */
const FAR = 100;

/** What a measure was in each seed. */
export function seedsText(perSeed: PerSeed): string {
  return perSeed
    .map(([seed, value]) => `seed ${seed}: ${value === null ? "–" : rounded(value, 3)}`)
    .join(", ");
}

/** How firm a verdict is: each a sentence's worth. */
export function firmness(evidence: ClaimEvidence): string[] {
  const { distance, seedsToDecide, signs, floor, withinSeed, tooFewTrajectories, sd } = evidence;
  const facts: string[] = [...agreementFacts(evidence), ...controlFacts(evidence)];
  if (floor !== undefined) facts.push(`sampling floor: ${seedsText(floor)}`);
  if (distance !== null) {
    const far = distance > FAR ? `more than ${FAR}` : rounded(distance);
    const seeds = seedsToDecide === null ? "more than 1000 seeds" : `${seedsToDecide} seeds`;
    facts.push(`${far} SD from the limit; ${seeds} would decide it`);
  }
  if (signs !== undefined) {
    const { beyond, of, p } = signs;
    facts.push(`above the limit in ${beyond} of ${of} seeds (sign test: p = ${rounded(p)})`);
  }
  if (tooFewTrajectories && withinSeed !== undefined && sd !== null) {
    facts.push(`trajectories too few: error in a seed ${rounded(withinSeed)}, SD ${rounded(sd)}`);
  }
  return facts;
}

/** What each of two measures comes to, of a claim that they agree. */
function agreementFacts({ agreement }: ClaimEvidence): string[] {
  if (agreement === undefined) return [];
  const { own, other: { measure, perSeed, verdict } } = agreement;
  return [`by this measure: ${own}`, `by ${measure}: ${verdict} (${seedsText(perSeed)})`];
}

/** What standing still and other starts would give, and whether quiescence is better than the first. */
function controlFacts({ controls = [] }: ClaimEvidence): string[] {
  return controls.flatMap((control) => {
    const { of, perSeed, frozen, centre } = control;
    const within = of === undefined ? "" : `${of}: `;
    return [
      ...(of === undefined ? [] : [`${within}${seedsText(perSeed)}`]),
      `${within}standing still at the starts would give ${seedsText(frozen)}`,
      `${within}from starts about the centre, ${seedsText(centre)}`,
      ...noEvidence(control).map((note) => `${note}: ${STANDING_STILL}`),
    ];
  });
}

const rounded = (value: number, digits = 2): string =>
  shortNumber(Number(value.toPrecision(digits)));
