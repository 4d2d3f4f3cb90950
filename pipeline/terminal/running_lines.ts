import { formatDuration } from "../amount.ts";
import type { Labels } from "../labels.ts";
import type { Progress } from "../running_action.ts";

/** What is known of a running action. */
interface Row {
  /** Stage, condition and seed, as columns. */
  readonly columns: readonly [string, string, string];
  text: string;
  /** The first progress since it started, from which its speed is told; a resumed one is not at 0. */
  from?: { readonly at: number; readonly done: number };
}

/** Characters of the bar of the whole run. */
const BAR = 24;

/** The lines of the actions that run, and of the run as a whole. */
export class RunningLines {
  readonly #now: () => number;
  readonly #rows = new Map<string, Row>();
  #started = 0;
  #finished = 0;
  #planned = 0;
  #left = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  get size(): number {
    return this.#rows.size;
  }

  plan(actions: number, seconds: number): void {
    this.#planned = actions;
    this.#finished = 0;
    this.#left = seconds;
    this.#started = this.#now();
  }

  start(
    { stage, label, labels }: {
      readonly stage: string;
      readonly label: string;
      readonly labels: Labels;
    },
  ): void {
    const all = Object.entries(labels);
    const counts = all.filter(([, value]) => typeof value === "number");
    const texts = all.filter(([, value]) => typeof value !== "number").map(([, text]) => text);
    const columns = counts.length === 0
      ? [stage, label, ""] as const
      : [stage, texts.join("/"), counts.map((count) => count.join(" ")).join(", ")] as const;
    this.#rows.set(label, { columns, text: "" });
  }

  wait(label: string, holder: string): void {
    const row = this.#rows.get(label);
    if (row !== undefined) row.text = `waits for ${holder}, which runs the same action`;
  }

  progress(event: Progress & { readonly label: string; readonly left: number }): void {
    this.#left = event.left;
    const row = this.#rows.get(event.label);
    if (row === undefined) return;
    const { done, total, unit, note } = event;
    row.from ??= { at: this.#now(), done };
    const seconds = (this.#now() - row.from.at) / 1000;
    const speed = (done - row.from.done) / seconds;
    row.text = [
      `${done}/${total} ${unit} (${Math.floor(100 * done / total)} %)`,
      ...(note === undefined ? [] : [note]),
      ...(seconds > 0.5 && speed > 0 ? [`${formatDuration((total - done) / speed)} left`] : []),
    ].join(", ");
  }

  finish(label: string, left: number): void {
    this.#rows.delete(label);
    this.#finished++;
    this.#left = left;
  }

  drop(label: string): void {
    this.#rows.delete(label);
  }

  /** It was going to run, and its result has been found. */
  spare(label: string): void {
    if (this.#rows.delete(label)) this.#planned--;
  }

  /** " 300/2500 batches (12 %), loss 2.1e-5, 3 min left" */
  textOf(label: string): string {
    const text = this.#rows.get(label)?.text ?? "";
    return text === "" ? "" : ` ${text}`;
  }

  /** "3/40, about 2 min left" */
  total(): string {
    return `${this.#finished}/${this.#planned}, about ${formatDuration(this.#left)} left`;
  }

  /** A line an action, then the bar of the run: time spent of the time that it will take. */
  lines(width: number): string[] {
    const rows = [...this.#rows.values()];
    const widths = [0, 1, 2].map((i) => Math.max(...rows.map(({ columns }) => columns[i]!.length)));
    const lines = rows.map(({ columns, text }) =>
      `  ${columns.map((cell, i) => cell.padEnd(widths[i]!)).join("  ")}  ${text}`
    );
    const spent = (this.#now() - this.#started) / 1000;
    const share = spent / Math.max(spent + this.#left, 1e-9);
    const bar = "#".repeat(Math.floor(BAR * share)).padEnd(BAR, ".");
    lines.push(`[${bar}] ${Math.floor(100 * share)} %, ${this.total()}`);
    return lines.map((line) => line.slice(0, width).trimEnd());
  }
}
