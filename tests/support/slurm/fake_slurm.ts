import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "../../../cli/project.ts";
import type { Perform } from "../../../pipeline/execute/perform.ts";
import type { Equipment } from "../../../pipeline/plan/open_plan.ts";
import type { Plan } from "../../../pipeline/plan/plan.ts";
import { performOnSlurm } from "../../../pipeline/slurm/perform_on_slurm.ts";
import type { SlurmRequest } from "../../../pipeline/slurm/perform_on_slurm.ts";

/** Times for tests: fast, but a grace that no requeue exceeds on a busy machine. */
export const QUICK = { look: 50, gather: 50, ask: 200, grace: 10_000, retry: 300 };

/** What goes wrong next: of the file's name, once; "squeue" until it is changed, "deno" always. */
export type Trouble = "sbatch" | "task" | "squeue" | "deno";

/** SLURM's commands as scripts (fakes/) in a folder of their own, with their state. */
export class FakeSlurm implements AsyncDisposable {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async create(): Promise<FakeSlurm> {
    const folder = await Deno.makeTempDir({ prefix: "slurm-" });
    await Deno.mkdir(join(folder, "bin"));
    await Deno.mkdir(join(folder, "state", "jobs"), { recursive: true });
    for (const name of ["sbatch", "squeue", "sacct", "scancel", "task"]) {
      const copy = join(folder, "bin", name);
      await Deno.copyFile(fileURLToPath(new URL(`fakes/${name}`, import.meta.url)), copy);
      await Deno.chmod(copy, 0o755);
    }
    return new FakeSlurm(folder);
  }

  async trouble(what: Trouble, kind: string): Promise<void> {
    await Deno.writeTextFile(join(this.#folder, "state", what), kind);
  }

  /** Lets the task that is "waiting" run, and waits for its end. */
  async release(): Promise<void> {
    const job = join(this.#folder, "state", "jobs", "101");
    await Deno.remove(join(job, "mode"));
    while (!/COMPLETED|FAILED/.test(await Deno.readTextFile(join(job, "state.0")))) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The arguments of every call of sbatch ("submissions"), squeue ("questions") or scancel. */
  async calls(of: "submissions" | "questions" | "cancellations"): Promise<string[]> {
    const text = await Deno.readTextFile(join(this.#folder, "state", of)).catch(() => "");
    return text.split("\n").filter((line) => line !== "");
  }

  /** For a rig: runs its actions as jobs. */
  performer(request: Partial<SlurmRequest> = {}) {
    return (plan: Plan, equipment: Equipment, warn: (message: string) => void): Promise<Perform> =>
      performOnSlurm(plan, equipment, {
        root: ROOT,
        warn,
        leaving: () => Promise.resolve(false),
        times: QUICK,
        environment: this.environment,
        ...request,
      });
  }

  get environment(): Record<string, string> {
    const path = `${join(this.#folder, "bin")}:${Deno.env.get("PATH")}`;
    return { ...Deno.env.toObject(), PATH: path };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.#folder, { recursive: true });
  }
}
