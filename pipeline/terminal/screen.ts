import type { RunningLines } from "./running_lines.ts";

/** Milliseconds between redraws of the lines of running actions. */
const REDRAW_EVERY = 100;

const COLOURS = {
  done: 32,
  failed: 31,
  differs: 31,
  skipped: 33,
  warning: 33,
  stopped: 33,
} as const;

export interface ScreenOptions {
  /** Where the text goes. */
  readonly write: (text: string) => void;
  /** A terminal: running actions have a line each, rewritten in place. */
  readonly terminal: boolean;
  /** Colours; what they say the words say, too. */
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether only problems are shown. */
  readonly quiet: boolean;
  /** Milliseconds since some moment. */
  readonly now: () => number;
}

/** What a line says, after a word on what happened, if there is one. */
export interface Line {
  readonly word?: keyof typeof COLOURS;
  readonly text: string;
  /** Shown even if quiet. */
  readonly problem?: boolean;
}

/** Text that stays, and below it, on a terminal, the lines of running actions, rewritten in place. */
export class Screen {
  readonly #running: RunningLines;
  readonly #options: ScreenOptions;
  #shown = 0;
  #drawn = -Infinity;

  constructor(running: RunningLines, options: ScreenOptions) {
    this.#running = running;
    this.#options = options;
  }

  print({ word, text, problem = false }: Line): void {
    const { write, quiet, colour } = this.#options;
    if (quiet && !problem) return;
    this.#clear();
    const head = word === undefined ? "" : word === "warning" ? `${word}: ` : word.padEnd(8);
    const coloured = word !== undefined && colour ? `\x1b[${COLOURS[word]}m${head}\x1b[0m` : head;
    write(`${coloured}${text}\n`);
    this.#draw();
  }

  /** Shows how far the running actions are, unless that was done just now. */
  redraw(): void {
    const { terminal, now } = this.#options;
    if (!terminal || now() - this.#drawn < REDRAW_EVERY) return;
    this.#clear();
    this.#draw();
  }

  #clear(): void {
    if (this.#shown > 0) this.#options.write(`\x1b[${this.#shown}A\x1b[0J`);
    this.#shown = 0;
  }

  #draw(): void {
    const { write, terminal, quiet, width, now } = this.#options;
    if (!terminal || quiet || this.#running.size === 0) return;
    const lines = this.#running.lines(width - 1);
    write(lines.map((line) => `${line}\n`).join(""));
    this.#shown = lines.length;
    this.#drawn = now();
  }
}
