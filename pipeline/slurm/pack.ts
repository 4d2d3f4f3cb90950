/** What an action needs of a node. */
export interface Needs {
  readonly stage: string;
  /** Seconds that it is expected to take. */
  readonly seconds: number;
  /** Bytes. */
  readonly memory: number;
  readonly cpus: number;
  /** Factors on the usual time and memory, which were not enough. */
  readonly more: { readonly time: number; readonly memory: number };
}

/** Actions that become one array job: equal resources for each task. */
export interface Pack<T> {
  /** What each task executes, one after the other. */
  readonly tasks: readonly (readonly T[])[];
  readonly cpus: number;
  readonly megabytes: number;
  readonly minutes: number;
}

export interface PackOptions {
  /** Minutes of every job, in place of what the stages expect. */
  readonly minutes?: number | undefined;
  /** Seconds of work that justify the start of a task. */
  readonly worthwhile?: number;
}

/** Tasks of an array at most; SLURM's default limit is 1000. */
const ARRAY = 500;

/** What an action costs beyond its work, mostly the start of its process. */
const START_SECONDS = 0.5;

/** A cluster's node may be this much slower than an ordinary computer's core, and busy. */
const SLACK = 3;

/**
 * Makes array jobs of actions: those of a stage that need the same resources are one array, a task
 * each; those too short for that, of whatever stage, are bundled into tasks that are worth their start.
 */
export function pack<T extends Needs>(
  actions: readonly T[],
  { minutes, worthwhile = 60 }: PackOptions = {},
): Pack<T>[] {
  const groups = new Map<string, { short: boolean; megabytes: number; members: T[] }>();
  for (const action of actions) {
    const short = secondsOf(action) < worthwhile;
    const megabytes = megabytesOf(action, short ? 1024 : 256);
    const [stage, time] = short ? ["", action.more.time] : [action.stage, minutesOf([action])];
    const group = [stage, action.cpus, megabytes, time].join("|");
    if (!groups.has(group)) groups.set(group, { short, megabytes, members: [] });
    groups.get(group)!.members.push(action);
  }
  return [...groups.values()].flatMap(({ short, megabytes, members }) => {
    const tasks = short ? bundled(members, worthwhile) : members.map((member) => [member]);
    const { cpus, more } = members[0]!; // a group is made with its first member
    const limit = minutes === undefined ? Math.max(...tasks.map(minutesOf)) : minutes * more.time;
    const arrays = Array.from({ length: Math.ceil(tasks.length / ARRAY) }, (_, i) => i * ARRAY);
    return arrays.map((from) => ({
      tasks: tasks.slice(from, from + ARRAY),
      cpus,
      megabytes,
      minutes: limit,
    }));
  });
}

const secondsOf = ({ seconds }: Needs): number => seconds + START_SECONDS;

/** As many tasks as have enough work, as equal in length as possible. */
function bundled<T extends Needs>(actions: readonly T[], worthwhile: number): T[][] {
  const total = actions.reduce((sum, action) => sum + secondsOf(action), 0);
  const share = total / Math.max(1, Math.floor(total / worthwhile));
  const tasks: T[][] = [];
  let done = 0;
  for (const action of actions) {
    const index = Math.floor(done / share * (1 + 1e-9));
    (tasks[index] ??= []).push(action);
    done += secondsOf(action);
  }
  return tasks.filter(Boolean); // an action longer than a share leaves a gap
}

/** Twice the expected memory, and what Deno's processes take, rounded up in steps. */
function megabytesOf({ memory, more }: Needs, step: number): number {
  return more.memory * step * Math.ceil((512 + 2 * memory / 2 ** 20) / step);
}

/** With slack, rounded up in steps, so that nearly equal times become equal. */
function minutesOf(actions: readonly Needs[]): number {
  const expected = actions.reduce((sum, action) => sum + secondsOf(action), 0) * SLACK / 60;
  const step = expected < 60 ? 10 : 60;
  return actions[0]!.more.time * step * (1 + Math.ceil(expected / step)); // no task is empty
}
