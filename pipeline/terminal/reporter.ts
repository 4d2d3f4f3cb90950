import { formatBytes, formatDuration } from "../amount.ts";
import type { Event, Listener } from "../events.ts";
import { RunningLines } from "./running_lines.ts";

export interface ReporterOptions {
  /** Where the text goes. */
  readonly write: (text: string) => void;
  /** A terminal: running actions have a line each, rewritten in place. */
  readonly terminal: boolean;
  /** Colours; what they say the words say, too. */
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Quiet: only what went wrong. Verbose: reasons and cached actions, too. */
  readonly level: "quiet" | "normal" | "verbose";
  /** Milliseconds since some moment. */
  readonly now: () => number;
}

/** Milliseconds between redraws of the lines of running actions. */
const REDRAW_EVERY = 100;

/** Milliseconds between two lines on one running action where lines cannot be rewritten. */
const REPEAT_EVERY = 60_000;

const COLOURS = {
  done: 32,
  failed: 31,
  differs: 31,
  skipped: 33,
  warning: 33,
  stopped: 33,
} as const;

/** Tells people what a run does: a line an action, and on a terminal the progress of those running. */
export function humanReporter(options: ReporterOptions): Listener {
  const { write, terminal, width, level, now } = options;
  const running = new RunningLines(now);
  const told = new Map<string, number>();
  let shown = 0;
  let drawn = -Infinity;

  const clear = (): void => {
    if (shown > 0) write(`\x1b[${shown}A\x1b[0J`);
    shown = 0;
  };
  const draw = (): void => {
    if (!terminal || level === "quiet" || running.size === 0) return;
    const lines = running.lines(width - 1);
    write(lines.map((line) => `${line}\n`).join(""));
    shown = lines.length;
    drawn = now();
  };
  const redraw = (): void => {
    if (!terminal || now() - drawn < REDRAW_EVERY) return;
    clear();
    draw();
  };
  const print = (word: keyof typeof COLOURS | "", line: string, problem = false): void => {
    if (level === "quiet" && !problem) return;
    clear();
    const head = word === "" ? "" : word === "warning" ? `${word}: ` : word.padEnd(8);
    const code = word === "" || !options.colour ? undefined : COLOURS[word];
    write(`${code === undefined ? head : `\x1b[${code}m${head}\x1b[0m`}${line}\n`);
    draw();
  };

  return (event: Event) => {
    switch (event.event) {
      case "planned":
        running.plan(event.run, event.seconds);
        if (event.run > 0) {
          const time = formatDuration(event.seconds);
          print("", `${event.run} actions to run, ${event.cached} in the cache; about ${time}`);
        }
        break;
      case "started":
        running.start(event);
        told.set(event.label, now());
        if (level === "verbose") print("", `start   ${event.label}: ${event.reason}`);
        else redraw();
        break;
      case "waiting":
        running.wait(event.label, event.holder);
        print("", `wait    ${event.label}: ${event.holder} runs it`);
        break;
      case "progress":
        running.progress(event);
        if (!terminal && now() - (told.get(event.label) ?? 0) >= REPEAT_EVERY) {
          told.set(event.label, now());
          print("", `running ${event.label}${running.textOf(event.label)}`);
        }
        redraw();
        break;
      case "executed":
        running.finish(event.label, event.left);
        print(
          "done",
          `${event.label} (${formatDuration(event.seconds)}, ${formatBytes(event.bytes)})` +
            (terminal ? "" : ` [${running.total()}]`),
        );
        break;
      case "interrupted":
        running.drop(event.label);
        print("stopped", event.label);
        break;
      case "failed":
        running.drop(event.label);
        print("failed", `${event.label}: ${event.message}`, true);
        if (level === "verbose" && event.detail !== "") print("", event.detail.trimEnd());
        break;
      case "different":
        print(
          "differs",
          `${event.label}.${event.output}: ${event.message}; kept in "${event.kept}"`,
          true,
        );
        break;
      case "blocked":
        print("skipped", `${event.label}: "${event.after}" failed`, true);
        break;
      case "warning":
        print("warning", event.message, true);
        break;
      case "cached":
        running.spare(event.label);
        if (level === "verbose") {
          print("", `cached  ${event.label}${event.from === undefined ? "" : ` (${event.from})`}`);
        }
        break;
      case "uploading":
        print("", `Uploading what the remote cache lacks of ${event.results} results`);
        break;
      case "done":
        print(
          "",
          `${event.executed} executed, ${event.cached} cached` +
            (event.fetched ? `, ${formatBytes(event.fetched)} fetched` : "") +
            (event.failed > 0 ? `, ${event.failed} failed` : ""),
          event.failed > 0,
        );
    }
  };
}
