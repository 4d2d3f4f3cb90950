import { escapeHtml, escapeMarkdown } from "./parts/escape.ts";

/** One parameter of a run beside the paper's. */
export interface HyperparameterRow {
  /** In words: "Learning rate". */
  readonly parameter: string;
  /** In the paper; "" if it has none. */
  readonly symbol: string;
  /** "" or "1" for a pure number. */
  readonly unit: string;
  /** What ran. */
  readonly value: string | number;
  /** The paper's; null where it gives none. */
  readonly paper: string | number | null;
  /** Where the value comes from. */
  readonly source: string;
}

export interface HyperparameterTable {
  readonly title: string;
  readonly rows: readonly HyperparameterRow[];
}

/** The columns of tables A.1 and A.2, in order. */
export const HYPERPARAMETER_COLUMNS = [
  { name: "Parameter", text: ({ parameter }: HyperparameterRow) => parameter },
  { name: "Symbol", text: ({ symbol }: HyperparameterRow) => symbol },
  { name: "Value", text: ({ value }: HyperparameterRow) => cellText(value) },
  { name: "Unit", text: ({ unit }: HyperparameterRow) => unit === "1" ? "" : unit },
  { name: "Paper", text: ({ paper }: HyperparameterRow) => paper === null ? "–" : cellText(paper) },
  { name: "Source", text: ({ source }: HyperparameterRow) => source },
] as const;

/** Whether what ran is not what the paper gives. */
export function differsFromPaper({ value, paper }: HyperparameterRow): boolean {
  return paper !== null && cellText(value) !== cellText(paper);
}

/** The table as Markdown and as HTML; values that are not the paper's stand out. */
export function hyperparameterTable(
  { title, rows }: HyperparameterTable,
): { readonly markdown: string; readonly html: string } {
  return { markdown: markdown(title, rows), html: html(title, rows) };
}

function markdown(title: string, rows: readonly HyperparameterRow[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    `**${escapeMarkdown(title)}**`,
    "",
    line(HYPERPARAMETER_COLUMNS.map(({ name }) => name)),
    line(HYPERPARAMETER_COLUMNS.map(() => "---")),
    ...rows.map((row) =>
      line(HYPERPARAMETER_COLUMNS.map(({ name, text }) => {
        const cell = escapeMarkdown(text(row));
        return name === "Value" && differsFromPaper(row) ? `**${cell}**` : cell;
      }))
    ),
    "",
  ].join("\n");
}

function html(title: string, rows: readonly HyperparameterRow[]): string {
  const head = HYPERPARAMETER_COLUMNS.map(({ name }) => `<th scope="col">${name}</th>`).join("");
  const body = rows.map((row) => {
    const cells = HYPERPARAMETER_COLUMNS.map(({ name, text }) => {
      const cell = escapeHtml(text(row));
      if (name === "Parameter") return `<th scope="row">${cell}</th>`;
      return name === "Value" && differsFromPaper(row)
        ? `<td><strong>${cell}</strong></td>`
        : `<td>${cell}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<table>
<caption>${escapeHtml(title)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join("\n")}
</tbody>
</table>
`;
}

/** At most 6 significant digits, a true minus sign. */
function cellText(value: string | number): string {
  if (typeof value === "string") return value;
  return String(Number(value.toPrecision(6))).replaceAll("-", "−");
}
