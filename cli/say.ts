import type { Listener } from "../pipeline/events.ts";
import { humanReporter } from "../pipeline/terminal/reporter.ts";
import type { Values } from "./option.ts";
import type { json, planOptions } from "./options.ts";

type Loudness = Values<Pick<typeof planOptions, "quiet" | "verbose"> & { json: typeof json }>;

export const say = (text: string): void => {
  const bytes = new TextEncoder().encode(text);
  for (let done = 0; done < bytes.length;) done += Deno.stderr.writeSync(bytes.subarray(done));
};

/** What a command was asked for, on standard output. */
export function print(lines: Iterable<string>): void {
  for (const line of lines) console.log(line);
}

/** Columns of the terminal that standard output is; undefined if it is none. */
export function terminalWidth(): number | undefined {
  return Deno.stdout.isTerminal() ? Deno.consoleSize().columns : undefined;
}

export function listenerFor({ json, quiet, verbose }: Loudness): Listener {
  if (json) {
    return (event) => console.log(JSON.stringify({ ...event, time: new Date().toISOString() }));
  }
  const terminal = Deno.stderr.isTerminal();
  const width = terminal ? Deno.consoleSize().columns : 80;
  const level = quiet ? "quiet" : verbose ? "verbose" : "normal";
  const colour = terminal && !Deno.noColor;
  return humanReporter({
    write: say,
    terminal,
    colour,
    width,
    level,
    now: () => performance.now(),
  });
}

export const warnOfPlan = (message: string): void => say(`warning: ${message}\n`);

/** Warns among the events of a run. */
export const warningsTo = (listener: Listener) => (message: string): void =>
  listener({ event: "warning", message });
