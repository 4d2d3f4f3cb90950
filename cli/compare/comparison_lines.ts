import { shortNumber } from "../../figures/parts/number_text.ts";
import { counted } from "../../pipeline/amount.ts";
import type { Json } from "../../pipeline/canonical.ts";
import { tableLines } from "../../pipeline/table.ts";
import { isSame } from "./compare_sides.ts";
import type { SidesCompared } from "./compare_sides.ts";
import type { Found } from "./claims.ts";
import type { Side } from "./side.ts";

/** Characters of a value that are shown. */
const SHOWN = 40;

/** A value of a parameter, cut if it is long. */
export function valueText(value: Json): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text;
}

/** What is to be known before anything is made of a comparison, a sentence each, without its stop. */
export function notesOn({ a, b, shared, same, code }: SidesCompared): string[] {
  const of = (letter: string, { stale, gone }: Side): string[] => [
    ...stale > 0
      ? [
        `${
          counted(stale, "result")
        } of ${letter} ran with other parameters than its options mean ` +
        "today; reproduce it again",
      ]
      : [],
    ...gone > 0 ? [`${counted(gone, "result")} of ${letter} left the cache`] : [],
  ];
  return [
    `${counted(shared, "action is", "actions are")} in both; ${same} of them gave the same bytes`,
    ...of("A", a),
    ...of("B", b),
    ...code.length > 0 ? [`The code of ${code.join(", ")} was not the same`] : [],
  ];
}

/** A comparison as lines of text. */
export function comparisonLines(compared: SidesCompared, width: number | undefined): string[] {
  const { a, b } = compared;
  const parts = [
    tableLines([{ name: "" }, { name: "run" }, { name: "options" }], [
      ["A", a.name, a.words],
      ["B", b.name, b.words],
    ], { width }),
    notesOn(compared),
    parameterLines(compared, width),
    claimLines(compared),
    measureLines(compared, width),
    [
      ...figureLines(compared),
      ...onlyLine("A", a, compared.only.a),
      ...onlyLine("B", b, compared.only.b),
    ],
  ];
  return parts.filter((lines) => lines.length > 0).flatMap((lines, i) =>
    i === 0 ? lines : ["", ...lines]
  );
}

function parameterLines({ parameters }: SidesCompared, width: number | undefined): string[] {
  if (parameters.length === 0) return [];
  return tableLines(
    ["parameter", "A", "B", "unit"].map((name) => ({ name })),
    parameters.map(({ path, unit, a, b }) => [path, valueText(a), valueText(b), unit]),
    { width },
  );
}

/** The claims whose verdicts differ. */
function claimLines({ claims }: SidesCompared): string[] {
  if (claims.length === 0) return [];
  const changed = claims.filter(({ a, b }) => a.verdict !== b.verdict);
  const found = ({ verdict, mean }: Found): string =>
    mean === null ? verdict : `${verdict} (${shortNumber(mean)})`;
  return [
    `${claims.length - changed.length} of ${claims.length} verdicts are the same`,
    ...changed.map(({ number, measure, a, b }) =>
      `claim ${number}, ${measure}: ${found(a)} → ${found(b)}`
    ),
  ];
}

function measureLines({ measures }: SidesCompared, width: number | undefined): string[] {
  const different = measures.filter(({ same }) => !same);
  const same = measures.length - different.length;
  const note = `${counted(same, "measure is", "measures are")} the same`;
  if (different.length === 0) return measures.length === 0 ? [] : [note];
  const right = "right" as const;
  return [
    ...tableLines(
      [
        { name: "measure" },
        { name: "condition" },
        ...["n", "A", "B", "B − A", "95 % interval"].map((name) => ({ name, align: right })),
      ],
      different.map(({ quantity, unit, condition, phase, n, a, b, difference, interval }) => [
        unit ? `${quantity} (${unit})` : quantity,
        [condition, phase].filter((part) => part !== "").join("/"),
        ...[n, a, b, difference].map(shortNumber),
        interval?.map(shortNumber).join(" to ") ?? "",
      ]),
      { width },
    ),
    ...same > 0 ? [note] : [],
  ];
}

function figureLines({ figures }: SidesCompared): string[] {
  if (figures.size === 0) return [];
  const different = [...figures].filter(([, [a, b]]) => !isSame(a, b));
  return [`${different.length} of ${counted(figures.size, "figure")} of both differ`];
}

/** What only one has, by stage: there may be hundreds. */
function onlyLine(letter: string, side: Side, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const actions = names.map((name) => side.made.get(name)!.action); // of this side
  const stages = Map.groupBy(actions, ({ stage }) => stage.name);
  const counts = [...stages].map(([stage, all]) => `${stage} ${all.length}`);
  return [`Only ${letter} has ${counted(names.length, "result")}: ${counts.join(", ")}`];
}
