import { counted, formatBytes, formatDuration } from "../amount.ts";
import type { Event, Listener } from "../events.ts";
import { RunningLines } from "./running_lines.ts";
import { Screen } from "./screen.ts";
import type { Line, ScreenOptions } from "./screen.ts";

export interface ReporterOptions extends Omit<ScreenOptions, "quiet"> {
  /** Quiet: only what went wrong. Verbose: reasons and cached actions, too. */
  readonly level: "quiet" | "normal" | "verbose";
}

/** Milliseconds between two lines on one running action where lines cannot be rewritten. */
const REPEAT_EVERY = 60_000;

/** Tells people what a run does: a line an action, and on a terminal the progress of those running. */
export function humanReporter({ level, ...options }: ReporterOptions): Listener {
  const { terminal, now } = options;
  const running = new RunningLines(now);
  const screen = new Screen(running, { ...options, quiet: level === "quiet" });
  const told = new Map<string, number>();
  return (event) => {
    update(running, event);
    const lines = level === "verbose" ? [...linesOf(event), ...detailsOf(event)] : linesOf(event);
    for (const { text, ...line } of lines) {
      const total = event.event === "executed" && !terminal ? ` [${running.total()}]` : "";
      screen.print({ ...line, text: text + total });
    }
    if (event.event === "started") told.set(event.label, now());
    if (event.event === "progress" && !terminal) {
      if (now() - (told.get(event.label) ?? 0) < REPEAT_EVERY) return;
      told.set(event.label, now());
      screen.print({ text: `running ${event.label}${running.textOf(event.label)}` });
    }
    if (event.event === "started" || event.event === "progress") screen.redraw();
  };
}

/** Keeps the lines of running actions up to date. */
function update(running: RunningLines, event: Event): void {
  switch (event.event) {
    case "planned":
      return running.plan(event.run, event.seconds);
    case "started":
      return running.start(event);
    case "waiting":
      return running.wait(event.label, event.holder);
    case "progress":
      return running.progress(event);
    case "executed":
      return running.finish(event.label, event.left);
    case "interrupted":
    case "failed":
      return running.drop(event.label);
    case "cached":
      return running.spare(event.label);
  }
}

/** What a reader is told of an event. */
function linesOf(event: Event): Line[] {
  switch (event.event) {
    case "planned": {
      if (event.run === 0) return [];
      const time = formatDuration(event.seconds);
      const run = counted(event.run, "action");
      return [{ text: `${run} to run, ${event.cached} in the cache; about ${time}` }];
    }
    case "waiting":
      return [{ text: `wait    ${event.label}: ${event.holder} runs it` }];
    case "executed": {
      const amounts = `${formatDuration(event.seconds)}, ${formatBytes(event.bytes)}`;
      return [{ word: "done", text: `${event.label} (${amounts})` }];
    }
    case "interrupted":
      return [{ word: "stopped", text: event.label }];
    case "failed":
      return [{
        word: "failed",
        text: `${event.label}: ${event.message}${event.at === undefined ? "" : ` (${event.at})`}` +
          (event.log === undefined ? "" : `; what it printed is in ${event.log}`),
        problem: true,
      }];
    case "different": {
      const { label, output, message, kept } = event;
      const text = `${label}.${output}: ${message}; kept in "${kept}"`;
      return [{ word: "differs", text, problem: true }];
    }
    case "blocked": {
      const text = `${event.label}: "${event.after}" failed`;
      return [{ word: "skipped", text, problem: true }];
    }
    case "warning":
      return [{ word: "warning", text: event.message, problem: true }];
    case "uploading":
      return [{
        text: `Uploading what the remote cache lacks of ${counted(event.results, "result")}`,
      }];
    case "done": {
      const { executed, cached, fetched, failed } = event;
      const text = `${executed} executed, ${cached} cached` +
        (fetched ? `, ${formatBytes(fetched)} fetched` : "") +
        (failed > 0 ? `, ${failed} failed` : "");
      return [{ text, problem: failed > 0 }];
    }
    default:
      return [];
  }
}

/** What is added if the reader wants to know everything. */
function detailsOf(event: Event): Line[] {
  switch (event.event) {
    case "started":
      return [{ text: `start   ${event.label}: ${event.reason}` }];
    case "failed":
      return event.detail === "" ? [] : [{ text: event.detail.trimEnd() }];
    case "printed":
      return event.text.trimEnd().split("\n").map((line) => ({ text: `${event.label}: ${line}` }));
    case "cached": {
      const from = event.from === undefined ? "" : ` (${event.from})`;
      return [{ text: `cached  ${event.label}${from}` }];
    }
    default:
      return [];
  }
}
