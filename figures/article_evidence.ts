import type { Protocol } from "../lib/conditions.ts";
import type { Claim, ClaimEvidence } from "../lib/results/claims.ts";
import { findings } from "./article_findings.ts";
import { readingOf } from "./beyond.ts";
import { untestedText, verdictUnder } from "./claim.ts";
import { mathHtml } from "./parts/math.ts";
import { intervalText } from "./parts/number_text.ts";
import { verdictText } from "./parts/verdict_text.ts";

/** How a claim fared under a protocol: a paragraph, and beside it the verdict and its criteria. */
export function findingHtml(claim: Claim, protocol: Protocol): string {
  const evidence = claim.protocols.filter((each) => each.protocol === protocol);
  return `<p>${sentences(claim, evidence, protocol)}</p>\n${note(claim, evidence, protocol)}`;
}

type Evidence = readonly ClaimEvidence[];

function sentences(claim: Claim, evidence: Evidence, protocol: Protocol): string {
  const finding = findings[claim.number];
  const measured = finding === undefined
    ? ""
    : measuredHtml(claim.number, finding.measured, evidence);
  const all = [measured, outcomeText(claim, protocol, measured !== ""), standingStill(evidence)];
  return all.filter((sentence) => sentence !== "").join(" ");
}

/** @param measured whether the text has numbers: then it is said beside it why they decide nothing */
function outcomeText(claim: Claim, protocol: Protocol, measured: boolean): string {
  const verdict = verdictUnder(claim, protocol);
  if (verdict !== "not tested") {
    return mathHtml(findings[claim.number]?.outcomes?.[verdict] ?? readingOf(claim, protocol));
  }
  return measured ? "" : mathHtml(untestedText(claim, protocol));
}

/** What was measured, its numbers in the place of {0}, {1} ...; "" if one of them is missing. */
function measuredHtml(claim: number, sentence: string, evidence: Evidence): string {
  const values = evidence.map(measuredText);
  const used = Array.from(sentence.matchAll(/\{(\d)\}/g), ([, index]) => values[Number(index)]);
  if (used.includes(undefined)) return "";
  return mathHtml(sentence).replace(/\{(\d)\}/g, (_, index) => {
    const text = mathHtml(values[Number(index)]!); // none of those used is missing
    return `<a class="value" href="#claim-${claim}">${text}</a>`;
  });
}

/** "0.12 [0.10, 0.15]"; "0.11 / 0.13", of the seeds, where there is no interval; undefined where one is missing. */
function measuredText(evidence: ClaimEvidence): string | undefined {
  if (evidence.mean !== null) return intervalText(evidence);
  const { perSeed } = evidence;
  if (perSeed.length === 0 || perSeed.some(([, value]) => value === null)) return undefined;
  return perSeed.map(([, mean]) => intervalText({ mean, low: null, high: null, perSeed }))
    .join(" / ");
}

/** Whether a match is more than that of a network which stays where it starts. */
function standingStill(evidence: Evidence): string {
  const controls = evidence.flatMap(({ controls = [] }) => controls);
  const still = controls.filter(({ evidence }) => evidence === false);
  if (still.length > 0) {
    const names = [...new Set(still.flatMap(({ of = [] }) => of))].join(", ");
    return "But a network that stood still at its start would match as well" +
      `${names === "" ? "" : ` (${mathHtml(names)})`}: this is no evidence of reactivation.`;
  }
  const better = controls.length > 0 && controls.every(({ evidence }) => evidence === true);
  return better ? "A network that stood still at its start would match less well." : "";
}

function note(claim: Claim, evidence: Evidence, protocol: Protocol): string {
  const { number } = claim;
  const asked = new Set(evidence.map(({ criterion }) => criterion));
  const reasons = new Set(evidence.flatMap(({ why = [] }) => why));
  const lines = [...reasons, `criterion: ${[...asked].join("; ")}`];
  return `<p class="evidence"><a href="#claim-${number}">Claim ${number}</a> ${
    verdictText(verdictUnder(claim, protocol))
  }<br>${lines.map(mathHtml).join("<br>")}</p>`;
}
