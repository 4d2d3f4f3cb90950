import { verdicts } from "../lib/results/claims.ts";
import type { Article, NoiseLaw, Place } from "./article_facts.ts";
import { findings } from "./article_findings.ts";
import { sceneHtml } from "./article_scene.ts";
import { timesText } from "./captions/phrases.ts";
import { verdictUnder } from "./claim.ts";
import { countText, isSmaller } from "./parts/about.ts";
import { shortNumber, significantText } from "./parts/number_text.ts";

/** What the text says of a run: the words that stand in braces in figures/article_text.ts, as HTML. */
export function wordsOf(article: Article, place: Place): ReadonlyMap<string, string> {
  const { box: [width, height], training, quiescent, headDirection } = article;
  return new Map(Object.entries({
    boxWidth: value(width, "m"),
    boxHeight: value(height, "m"),
    timeStep: value(article.timeStep, "s"),
    placeCells: value(article.placeCells),
    cellWidth: value(article.cellWidth, "m"),
    decodedFrom: article.winners === 1
      ? "The place of the most active cell"
      : `The mean of the places of the ${value(article.winners)} most active cells`,
    anchor: article.anchor.every((coordinate) => coordinate === 0)
      ? "the middle of the box"
      : `a place in the box, ${value(article.anchor[0])}, ${value(article.anchor[1], "m")}`,
    units: value(article.units),
    headDirectionUnits: value(headDirection.units),
    headDirectionCells: value(headDirection.cells),
    batches: value(training.batches),
    batchSize: value(training.batchSize),
    trainingSteps: value(training.steps),
    quiescentSteps: value(quiescent.steps),
    quiescentNoise: noiseText(article, quiescent.varianceFactor),
    gruNoise: noiseText(article, quiescent.gruVarianceFactor),
    unitsAreNoisy: training.noise === "none"
      ? ""
      : "These are noisy: in each step a random number is added to every one of them.",
    howToRead: howToRead(place),
    error: errorText(article, place),
    explained: explainedText(article, place),
    laboratory: place.has("laboratory")
      ? 'In the <a href="#laboratory">laboratory</a> such networks run in this page, and the input is ' +
        "yours to switch off."
      : "",
    worth: worthText(place),
    law: lawText(article),
    scene: article.scene === undefined ? "" : sceneHtml(article.scene),
  }));
}

/** "Fig. 1d" as a link, if the page has it. */
export function figureLink(name: string, { has }: Place): string {
  const id = name.replace("Fig. ", "fig").replace(".", "");
  const shown = name.replace(" ", "&nbsp;");
  return has(id) ? `<a href="#${id}">${shown}</a>` : shown;
}

/** A number of the run: "64", "0.2 m". */
const value = (number: number, unit = "") => valueHtml(shortNumber(number), unit);

/** A number that was measured, to as many digits as it is worth: "0.90 m". */
const measured = (number: number, unit = "") => valueHtml(significantText(number, 2), unit);

const valueHtml = (text: string, unit: string): string =>
  `<span class="value">${text}${unit === "" ? "" : `&nbsp;${unit}`}</span>`;

/** Fewer seeds give no interval (stages/claims/verdict.ts). */
const FEWEST_FOR_AN_INTERVAL = 3;

function howToRead({ about: { seeds: { length } }, claims }: Place): string {
  if (claims.length === 0) return "";
  const networks = `${value(length)} network${length === 1 ? "" : "s"} of each kind`;
  return length < FEWEST_FOR_AN_INTERVAL
    ? `Numbers that lead to a claim are those of ${networks}${
      length === 1 ? "" : ", one after the other"
    }: too few for an interval.`
    : `Numbers that lead to a claim are means over ${networks}, with their 95&nbsp;% interval in brackets.`;
}

/** "the variance of the noise is doubled" */
function noiseText({ training }: Article, factor: number): string {
  if (training.noise === "none") return "there is no noise";
  return factor === 1
    ? "the noise is as it was in training"
    : `the variance of the noise is ${timesText(factor)}`;
}

function errorText({ error }: Article, place: Place): string {
  if (error === undefined) return "";
  return "The mean distance between decoded and true position goes from " +
    `${measured(error.before, "m")} before training to ${measured(error.after, "m")} ` +
    `after it (${figureLink("Fig. 1b", place)}).`;
}

function explainedText({ explained, units }: Article, place: Place): string {
  if (explained === undefined) return "";
  const { components, active, quiescent } = explained;
  return `Of the variance of ${value(units)} units, ${
    value(components)
  } components hold a share of ` +
    `${measured(active)} in activity and of ${measured(quiescent)} in quiescence ` +
    `(${figureLink("Fig. 1c", place)}).`;
}

/** How the paper's claims fared. */
function faredText({ about: { protocol }, claims }: Place): string {
  const weighed = claims.filter(({ number, protocols }) =>
    findings[number]?.outcomes !== undefined && // a claim of the paper
    protocols.some((evidence) => evidence.protocol === protocol)
  );
  if (weighed.length === 0) return "";
  const by = Map.groupBy(weighed, (claim) => verdictUnder(claim, protocol));
  const parts = verdicts.toReversed().flatMap((verdict) => {
    const count = by.get(verdict)?.length ?? 0;
    return count === 0 ? [] : [`${value(count)} ${countText(count, verdict)}`];
  });
  const list = new Intl.ListFormat("en-GB").format(parts);
  return `Of the claims of the paper that were weighed here, ${list}.`;
}

/** How the claims fared, and what a run of these sizes is worth. */
function worthText(place: Place): string {
  const worth = isSmaller(place.about)
    ? 'This run is <a href="#top">smaller than the paper’s</a>: it shows how all this works, and ' +
      "cannot judge the paper."
    : "The networks and their number are those of the paper.";
  return `${faredText(place)} ${worth}`;
}

const LAWS: Readonly<Record<NoiseLaw, string>> = {
  none: "none",
  uniform: "uniform, as in the code",
  gaussian: "Gaussian, as in the equations",
};

/** Whose noise it is, and what of it matters. */
function lawText({ training, quiescent }: Article): string {
  if (training.noise === "none") return "";
  const [learned, left] = [LAWS[training.noise], LAWS[quiescent.noise]];
  const here = learned === left ? learned : `${learned}, in training, and ${left}, in quiescence`;
  const mean = training.noise === "uniform" && learned === left && quiescent.varianceFactor !== 1
    ? ": with the variance, quiescence changes the mean push on each unit, too"
    : "";
  return "<strong>The noise.</strong> The paper’s equations have Gaussian noise; the authors’ code draws " +
    `it from a uniform distribution, whose mean is not zero. Here it is ${here}${mean}. A run under both ` +
    "laws (<code>--protocol both</code>) tells which conclusions depend on that.";
}
