import { type ComparedName, comparedNames, distanceOf } from "../../lib/results/distances.ts";
import type { Distances, DistanceWindow } from "../../lib/results/distances.ts";
import { type ActiveName, activeNames, quiescentNames } from "../../lib/results/divergences.ts";
import type { Divergences } from "../../lib/results/divergences.ts";
import { rankCorrelation } from "../../lib/stats/rank_correlation.ts";
import { mean } from "../../lib/stats/summary.ts";
import { element, type SvgDocument, type SvgElement } from "./document.ts";
import { drawMatrix, type Matrix } from "./matrix.ts";
import { numberText } from "./number_text.ts";
import { drawPanel } from "./panel.ts";
import { DIVERGENCE_RAMP, FONT_SIZE, GREY, WASSERSTEIN_RAMP } from "./style.ts";

const WIDTH = 720;
const TOP = 44;
const LEFT = 52;
const SIDE = 29;
/** From the title of a matrix to its cells. */
const HEAD = 64;
const BLOCK = HEAD + SIDE * activeNames.length + 26;

const WINDOWS: readonly (readonly [DistanceWindow, string])[] = [
  ["all", "Sliced W1, all steps"],
  ["early", "Sliced W1, early"],
  ["late", "Sliced W1, late"],
];

/** A value of each cell, the mean over seeds; null where nothing was measured. */
type Cells = (active: ActiveName, compared: ComparedName) => number | null;

/**
 * The matrix of Fig. 2e with each network's floor and its standing still: in divergences, and in sliced
 * Wasserstein distances of order 1 over three windows with how alike these order the cells of Fig. 2e.
 *
 * @param maxima values of the last colours: nat and m
 */
export function distanceMatrices(
  { divergences, distances }: {
    readonly divergences: readonly Divergences[];
    readonly distances: readonly Distances[];
  },
  maxima: { readonly divergence: number; readonly distance: number },
): string {
  const kl: Cells = (active, compared) => average(divergencesOf(divergences, active, compared));
  const blocks = [
    {
      title: "KL divergence, all steps",
      note: "as in Fig. 2e",
      matrix: matrixOf(kl, "KL (nats)", DIVERGENCE_RAMP, maxima.divergence),
    },
    ...WINDOWS.map(([window, title]) => {
      const w1: Cells = (active, compared) =>
        average(
          distances.map(({ seed }) =>
            distanceOf(distances, seed, { active, compared, window })?.sw1
          ),
        );
      return {
        title,
        note: correlationText(kl, w1),
        matrix: matrixOf(w1, "sliced W1 (m)", WASSERSTEIN_RAMP, maxima.distance),
      };
    }),
  ];
  const head = {
    figure: "figS5a",
    title: "Fig. 2e without a density",
    description:
      "Matrices of quiescent columns and active rows: KL divergences in nats, and sliced " +
      "Wasserstein distances in metres over all, early and late quiescent steps.",
  };
  return drawPanel(
    head,
    TOP + 2 * BLOCK - 10,
    (document) =>
      blocks.flatMap(({ title, note, matrix }, i) => {
        const left = LEFT + (WIDTH / 2) * (i % 2), top = TOP + BLOCK * Math.floor(i / 2);
        return [
          ...heading(document, left, top, title, note),
          ...drawMatrix(document, matrix, { left, top: top + HEAD, side: SIDE }),
        ];
      }),
    WIDTH,
  );
}

function matrixOf(
  cells: Cells,
  rampLabel: string,
  stops: readonly string[],
  maximum: number,
): Matrix<ActiveName, ComparedName> {
  return {
    rowsLabel: "active",
    columnsLabel: "quiescent",
    rows: activeNames,
    columns: comparedNames(),
    apart: quiescentNames.length,
    cell: (active, compared) => ({ value: cells(active, compared) }),
    rampLabel,
    stops,
    maximum,
  };
}

function heading(
  document: SvgDocument,
  x: number,
  y: number,
  title: string,
  note: string,
): SvgElement[] {
  return [
    element(document, "text", { x, y, "font-size": FONT_SIZE.tick, "font-weight": "bold" }, title),
    element(document, "text", { x, y: y + 14, "font-size": FONT_SIZE.note, fill: GREY }, note),
  ];
}

/** Of the cells of Fig. 2e: Spearman's. */
function correlationText(kl: Cells, w1: Cells): string {
  const pairs = activeNames.flatMap((active) =>
    quiescentNames.flatMap((compared) => {
      const [a, b] = [kl(active, compared), w1(active, compared)];
      return a === null || b === null ? [] : [[a, b] as const];
    })
  );
  const correlation = rankCorrelation(pairs.map(([a]) => a), pairs.map(([, b]) => b));
  const found = Number.isNaN(correlation) ? "–" : numberText(correlation, 2);
  return `rank correlation with KL: ${found} (${pairs.length} cells)`;
}

/** Of each seed's network what it diverges by from an active one; floors are the row's own. */
export function divergencesOf(
  measured: readonly Divergences[],
  active: ActiveName,
  compared: ComparedName,
): (number | null | undefined)[] {
  const column = compared === "floor" ? `${active} again` : compared;
  return measured.filter(({ quiescent }) => quiescent === column)
    .map(({ values }) => values[active]);
}

function average(values: readonly (number | null | undefined)[]): number | null {
  const found = values.filter((value) => value !== undefined && value !== null);
  return found.length === 0 ? null : mean(found);
}
