import type { Listener } from "../pipeline/events.ts";
import { humanReporter } from "../pipeline/terminal/reporter.ts";
import type { Options } from "./options.ts";

export const say = (text: string): void => {
  const bytes = new TextEncoder().encode(text);
  for (let done = 0; done < bytes.length;) done += Deno.stderr.writeSync(bytes.subarray(done));
};

export function listenerFor({ json, quiet, verbose }: Options): Listener {
  if (json) return (event) => console.log(JSON.stringify(event));
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
