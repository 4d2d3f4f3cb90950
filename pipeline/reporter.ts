import { formatBytes, formatDuration } from "./duration.ts";
import type { Event, Listener } from "./events.ts";

export interface ReporterOptions {
  /** Where the text goes. */
  readonly write: (text: string) => void;
  /** A terminal: running actions have a line each, rewritten in place. */
  readonly terminal: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  readonly verbose: boolean;
}

/** Milliseconds between redraws of the lines of running actions. */
const REDRAW_EVERY = 100;

/** Tells people what a run does: a line an action, and on a terminal the progress of those running. */
export function humanReporter(options: ReporterOptions): Listener {
  const running = new Map<string, string>();
  let shown = 0;
  let drawn = 0;
  let total = 0;
  let finished = 0;
  let left: number | undefined;

  const clear = (): void => {
    if (shown > 0) options.write(`\x1b[${shown}A\x1b[0J`);
    shown = 0;
  };
  const draw = (): void => {
    if (!options.terminal || running.size === 0) return;
    const lines = [...running].map(([label, text]) => `  ${label}${text}`);
    const rest = left === undefined ? "" : `, about ${formatDuration(left)} left`;
    lines.push(`${finished} of ${total} done${rest}`);
    options.write(lines.map((line) => `${line.slice(0, options.width - 1)}\n`).join(""));
    shown = lines.length;
    drawn = performance.now();
  };
  const print = (line: string): void => {
    clear();
    options.write(`${line}\n`);
    draw();
  };

  return (event: Event) => {
    switch (event.event) {
      case "planned":
        total = event.run;
        left = event.seconds;
        if (event.run > 0) {
          const time = formatDuration(event.seconds);
          print(`${event.run} actions to run, ${event.cached} in the cache; about ${time}`);
        }
        break;
      case "started":
        running.set(event.label, "");
        if (options.verbose) print(`start   ${event.label}: ${event.reason}`);
        else if (options.terminal) redraw();
        break;
      case "waiting":
        running.set(event.label, ` waits for ${event.holder}, which runs the same action`);
        print(`wait    ${event.label}: ${event.holder} runs it`);
        break;
      case "progress": {
        const percent = Math.floor(100 * event.done / event.total);
        const note = event.note === undefined ? "" : `, ${event.note}`;
        running.set(
          event.label,
          ` ${event.done}/${event.total} ${event.unit} (${percent} %)${note}`,
        );
        left = event.left;
        redraw();
        break;
      }
      case "executed":
        running.delete(event.label);
        finished++;
        left = event.left;
        print(
          `done    ${event.label} (${formatDuration(event.seconds)}, ${formatBytes(event.bytes)})` +
            (options.terminal
              ? ""
              : ` [${finished}/${total}, about ${formatDuration(event.left)} left]`),
        );
        break;
      case "interrupted":
        running.delete(event.label);
        print(`stopped ${event.label}`);
        break;
      case "failed":
        running.delete(event.label);
        print(`failed  ${event.label}: ${event.message}`);
        if (options.verbose && event.detail !== "") print(event.detail.trimEnd());
        break;
      case "blocked":
        print(`skipped ${event.label}: "${event.after}" failed`);
        break;
      case "warning":
        print(`warning: ${event.message}`);
        break;
      case "cached":
        if (running.delete(event.label)) total--;
        if (options.verbose) print(`cached  ${event.label}`);
        break;
      case "done":
        print(
          `${event.executed} executed, ${event.cached} cached` +
            (event.failed > 0 ? `, ${event.failed} failed` : ""),
        );
    }
  };

  function redraw(): void {
    if (!options.terminal || performance.now() - drawn < REDRAW_EVERY) return;
    clear();
    draw();
  }
}
