import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import type { Event } from "../../pipeline/events.ts";
import type { Executor } from "../../pipeline/execute/executor.ts";
import { TextLineStream } from "../../pipeline/execute/lines.ts";
import { performHere } from "../../pipeline/execute/perform.ts";
import type { Perform } from "../../pipeline/execute/perform.ts";
import { checkGraph } from "../../pipeline/graph.ts";
import type { ArtifactRef, Graph } from "../../pipeline/graph.ts";
import { nameAction } from "../../pipeline/labels.ts";
import type { Labels } from "../../pipeline/labels.ts";
import { openPlan } from "../../pipeline/plan/open_plan.ts";
import type { Equipment } from "../../pipeline/plan/open_plan.ts";
import type { Plan } from "../../pipeline/plan/plan.ts";
import type { RemoteOptions } from "../../pipeline/remote/remote_cache.ts";
import { runPlan } from "../../pipeline/run/run.ts";
import type { FileFormat, InputSpec, Prefix, Stage } from "../../pipeline/stage.ts";
import type { TrustedKeys } from "../../pipeline/store/signature.ts";

/** A small pipeline, as data: it can be written to a file and run by another process. */
export interface RigSpec {
  readonly stages: Readonly<Record<string, RigStage>>;
  readonly actions: readonly RigAction[];
}

export interface RigStage {
  /** File of the run module, in the rig's folder. */
  readonly module: string;
  readonly inputs?: Readonly<Record<string, InputSpec>>;
  /** Default: one output "out" in JSON. */
  readonly outputs?: Readonly<Record<string, FileFormat>>;
  readonly assets?: Readonly<Record<string, string>>;
  readonly arithmetic?: "plain" | "tensor";
  readonly seconds?: number;
  /** Not to be written to a file. */
  readonly prefix?: Prefix;
}

export interface RigAction {
  /** All of it, or what follows the labels. */
  readonly name: string;
  readonly labels?: Labels;
  readonly stage: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** "action.output", or a list of them. */
  readonly inputs?: Readonly<Record<string, string | readonly string[]>>;
}

export interface RigOptions {
  readonly cache?: string;
  readonly jobs?: number;
  readonly threads?: number;
  readonly blas?: string;
  readonly targets?: readonly string[];
  readonly checkpointEvery?: number;
  readonly listener?: (event: Event) => void;
  readonly remote?: RemoteOptions;
  readonly trusted?: TrustedKeys;
  readonly adopted?: boolean;
  /** In place of processes. */
  readonly executor?: Executor;
  /** In place of this machine. */
  readonly performer?: (
    plan: Plan,
    equipment: Equipment,
    warn: (message: string) => void,
  ) => Promise<Perform>;
  readonly stop?: AbortSignal;
  readonly kill?: AbortSignal;
}

/** What a run did: the names of the actions, sorted, and the digest of every artifact. */
export interface RigRun {
  readonly executed: readonly string[];
  readonly cached: readonly string[];
  readonly failed: readonly string[];
  readonly blocked: readonly string[];
  readonly warnings: readonly string[];
  readonly interrupted: boolean;
  readonly digests: Readonly<Record<string, string>>;
  readonly events: readonly Event[];
}

const battery = `export async function run(action) {
  await action.write("battery", new TextEncoder().encode("{}"));
}`;

/** A temporary folder with the run modules of a small pipeline, removed at the end of the test. */
export class Rig implements AsyncDisposable {
  readonly folder: string;
  readonly cache: string;
  spec: RigSpec;

  private constructor(folder: string, spec: RigSpec) {
    this.folder = folder;
    this.cache = join(folder, "cache");
    this.spec = spec;
  }

  /** Makes the folder; `files` are written into it, by name. */
  static async create(files: Readonly<Record<string, string>>, spec: RigSpec): Promise<Rig> {
    const rig = new Rig(await Deno.makeTempDir({ prefix: "rig-" }), spec);
    await rig.write("plain_battery.ts", battery);
    await rig.write("tensor_battery.ts", battery);
    for (const [name, text] of Object.entries(files)) await rig.write(name, text);
    return rig;
  }

  async write(name: string, text: string): Promise<void> {
    await Deno.writeTextFile(join(this.folder, name), text);
  }

  async run(options: RigOptions = {}): Promise<RigRun> {
    return await runRig(this.folder, this.spec, { cache: this.cache, ...options });
  }

  /** Runs the pipeline in a process of its own, to be killed; `shell` is said before it starts. */
  async spawn(
    shell = ":",
    module = new URL("./rig_process.ts", import.meta.url),
  ): Promise<Deno.ChildProcess> {
    await this.write("spec.json", JSON.stringify(this.spec));
    return new Deno.Command("sh", {
      args: [
        "-c",
        `${shell}; exec "$0" "$@"`,
        Deno.execPath(),
        "run",
        "-q",
        "-P=offline",
        module.href,
        this.folder,
      ],
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
  }

  /** Path of the blob of an artifact. */
  blob(digest: string | undefined): string {
    return join(this.cache, "cas", digest!.slice(0, 2), digest!); // the test has it from a run
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.folder, { recursive: true });
  }
}

/** The events that a spawned pipeline prints, as they come. */
export async function* eventsOf(process: Deno.ChildProcess): AsyncGenerator<Event> {
  for await (const line of process.stdout.pipeThrough(new TextLineStream())) {
    yield JSON.parse(line) as Event; // printed by rig_process.ts
  }
}

/** Plans a rig's pipeline in this process. */
export async function planRig(
  folder: string,
  spec: RigSpec,
  options: RigOptions,
  warn: (message: string) => void = () => {},
): Promise<{ plan: Plan; executor: Executor; equipment: Equipment }> {
  return await openPlan({
    root: folder,
    cache: options.cache ?? join(folder, "cache"),
    graph: rigGraph(folder, spec),
    batteries: {
      plain: rigStage(folder, "plain battery", {
        module: "plain_battery.ts",
        outputs: { battery: "json" },
      }),
      tensor: rigStage(folder, "tensor battery", {
        module: "tensor_battery.ts",
        outputs: { battery: "json" },
      }),
    },
    name: "rig",
    blas: options.blas,
    remote: options.remote,
    trusted: options.trusted,
    adopted: options.adopted,
    ...(options.targets === undefined ? {} : { targets: options.targets }),
    warn,
  });
}

/** Plans and runs a rig's pipeline in this process. */
export async function runRig(folder: string, spec: RigSpec, options: RigOptions): Promise<RigRun> {
  const events: Event[] = [];
  const listener = (event: Event): void => {
    events.push(event);
    options.listener?.(event);
  };
  const never = new AbortController().signal;
  const warn = (message: string): void => listener({ event: "warning", message });
  const { plan, executor, equipment } = await planRig(folder, spec, options, warn);
  const { interrupted } = await runPlan(plan, {
    jobs: options.jobs ?? 2,
    threads: options.threads,
    perform: await options.performer?.(plan, equipment, warn) ??
      performHere(plan.store, options.executor ?? executor),
    listener,
    stop: options.stop ?? never,
    kill: options.kill ?? never,
    checkpointEvery: options.checkpointEvery ?? 60,
  });
  const labels = (kind: Event["event"]): string[] =>
    events.flatMap((event) => event.event === kind && "label" in event ? [event.label] : []).sort();
  return {
    executed: labels("executed"),
    cached: labels("cached"),
    failed: labels("failed"),
    blocked: labels("blocked"),
    warnings: events.flatMap((event) => event.event === "warning" ? [event.message] : []),
    interrupted,
    digests: Object.fromEntries(
      [...plan.nodes.values()].flatMap(({ action, result }) =>
        Object.entries(result?.outputs ?? {}).map((
          [output, { digest }],
        ) => [`${action.name}.${output}`, digest])
      ),
    ),
    events,
  };
}

/** The checked graph of a rig. */
export function rigGraph(folder: string, spec: RigSpec): Graph {
  const stages = new Map(
    Object.entries(spec.stages).map(([name, stage]) => [name, rigStage(folder, name, stage)]),
  );
  const ref = (text: string): ArtifactRef => {
    const dot = text.lastIndexOf(".");
    return { action: text.slice(0, dot), output: text.slice(dot + 1) };
  };
  const actions = spec.actions.map((
    { name, labels = {}, stage, parameters = {}, inputs = {} },
  ) => ({
    ...nameAction({ labels, leaf: name }, stage),
    stage: stages.get(stage)!, // the test's own spec
    parameters,
    inputs: Object.fromEntries(
      Object.entries(inputs).map((
        [input, from],
      ) => [input, typeof from === "string" ? ref(from) : from.map(ref)]),
    ),
  }));
  return checkGraph(actions, actions.map(({ name }) => name));
}

/** A stage of a rig. */
export function rigStage(folder: string, name: string, stage: RigStage): Stage {
  return {
    name,
    summary: name,
    parameters: z.looseObject({}),
    inputs: stage.inputs ?? {},
    outputs: stage.outputs ?? { out: "json" },
    assets: Object.fromEntries(
      Object.entries(stage.assets ?? {}).map((
        [asset, file],
      ) => [asset, pathToFileURL(join(folder, file))]),
    ),
    arithmetic: stage.arithmetic ?? "plain",
    cost: () => ({ seconds: stage.seconds ?? 0.1, memory: 1e6, output: 100 }),
    ...(stage.prefix === undefined ? {} : { prefix: stage.prefix }),
    run: pathToFileURL(join(folder, stage.module)),
  };
}
