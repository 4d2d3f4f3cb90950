import { join } from "node:path";
import { decodeActionResult } from "../../pipeline/action_result.ts";
import { parseDigest } from "../../pipeline/digest.ts";
import type { ActionKey } from "../../pipeline/digest.ts";
import type { Event } from "../../pipeline/events.ts";

const root = new URL("../..", import.meta.url);

/** How the command ended. */
export interface CommandRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** With `--json`: the events. */
  readonly events: readonly Event[];
}

export interface SpawnOptions {
  /** What stands before it: a command that runs it in another way. */
  readonly before?: readonly string[];
  /** Variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Another copy of the project: its folder, with "/" at the end. */
  readonly tree?: URL;
  /** Called with each event as it comes, and the process, e.g. to interrupt it. */
  readonly onEvent?: (event: Event, process: Deno.ChildProcess) => void;
}

/** Runs the command line as a user does, in a process of its own. */
export async function command(
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<CommandRun> {
  const [first, ...rest] = [...options.before ?? [], Deno.execPath()];
  const process = new Deno.Command(first!, { // one at least
    args: [
      ...rest,
      "run",
      "-q",
      "-P",
      new URL("cli/main.ts", options.tree ?? root).href,
      ...args,
    ],
    cwd: options.tree ?? root,
    env: { NO_COLOR: "1", ...options.env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const stderr = new Response(process.stderr).text();
  let stdout = "";
  const events: Event[] = [];
  for await (const text of process.stdout.pipeThrough(new TextDecoderStream())) {
    const from = stdout.lastIndexOf("\n") + 1;
    stdout += text;
    for (const line of stdout.slice(from, stdout.lastIndexOf("\n") + 1).split("\n")) {
      if (!line.startsWith("{")) continue;
      const { time: _, ...event } = JSON.parse(line) as Event & { time?: string }; // from --json
      events.push(event);
      options.onEvent?.(event, process);
    }
  }
  const { code } = await process.status;
  return { status: code, stdout, stderr: await stderr, events };
}

/** Digests of all artifacts of the last run of a profile, by action and output. */
export async function digestsOf(cache: string, name: string): Promise<Record<string, string>> {
  const keys = JSON.parse(await Deno.readTextFile(join(cache, "runs", `${name}.json`))) as Record<
    string,
    string
  >;
  const digests: Record<string, string> = {};
  for (const [action, key] of Object.entries(keys)) {
    const text = await Deno.readTextFile(join(cache, "ac", key.slice(0, 2), key));
    for (
      const [output, { digest }] of Object.entries(
        decodeActionResult(text, parseDigest(key) as ActionKey).outputs,
      )
    ) {
      digests[`${action}.${output}`] = digest;
    }
  }
  return digests;
}

/** Events of one kind. */
export function eventsOf<Kind extends Event["event"]>(
  { events }: CommandRun,
  kind: Kind,
): Extract<Event, { event: Kind }>[] {
  return events.filter((event): event is Extract<Event, { event: Kind }> => event.event === kind);
}
