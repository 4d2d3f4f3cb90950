import { join } from "node:path";
import { hostname } from "node:os";

/** Files of a SLURM that this process started: a controller, one node and munge, all on loopback. */
export class RealSlurm implements AsyncDisposable {
  readonly #folder: string;
  readonly #daemons = new Map<string, Deno.ChildProcess>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Whether Debian's slurm-wlm and munge are installed; SLURM_TESTS=required insists. */
  static async isInstalled(): Promise<boolean> {
    const found = await Promise.all(
      ["slurmctld", "slurmd", "munged", "sbatch"].map(async (name) =>
        (await new Deno.Command("which", { args: [name], stdout: "null" }).output()).success
      ),
    );
    if (found.every(Boolean)) return true;
    if (Deno.env.get("SLURM_TESTS") !== "required") return false;
    throw new Error("SLURM is not installed: apt-get install slurm-wlm munge");
  }

  static async start(): Promise<RealSlurm> {
    const folder = await Deno.makeTempDir({ prefix: "slurm-" });
    await Deno.chmod(folder, 0o755); // munge refuses a socket that others cannot reach
    const slurm = new RealSlurm(folder);
    for (const name of ["state", "spool", "log", "munge"]) await Deno.mkdir(join(folder, name));
    await Deno.writeFile(
      join(folder, "munge", "key"),
      crypto.getRandomValues(new Uint8Array(1024)),
      {
        mode: 0o400,
      },
    );
    await Deno.writeTextFile(join(folder, "slurm.conf"), configuration(folder));
    try {
      await slurm.startDaemon("munged");
      await until("munge", () => exists(join(folder, "munge", "socket")));
      await slurm.startDaemon("slurmctld");
      await slurm.startDaemon("slurmd");
      await until("the node", async () => (await slurm.nodeState()) === "idle");
      return slurm;
    } catch (error) {
      await slurm[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** For SLURM's commands. */
  get environment(): Record<string, string> {
    return { ...Deno.env.toObject(), SLURM_CONF: join(this.#folder, "slurm.conf") };
  }

  async startDaemon(name: "munged" | "slurmctld" | "slurmd"): Promise<void> {
    const munge = join(this.#folder, "munge");
    const args = name === "munged"
      ? [
        "--foreground",
        "--force",
        `--key-file=${munge}/key`,
        `--socket=${munge}/socket`,
        `--pid-file=${munge}/pid`,
        `--log-file=${munge}/log`,
        `--seed-file=${munge}/seed`,
      ]
      : [
        "-D",
        "-f",
        join(this.#folder, "slurm.conf"),
        ...(name === "slurmd" ? ["-N", "node"] : []),
      ];
    const daemon = new Deno.Command(name, {
      args,
      env: { PATH: `${Deno.env.get("PATH")}:/usr/sbin:/sbin` },
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    this.#daemons.set(name, daemon);
    if (name === "slurmctld") await until(name, async () => (await this.run("sinfo")).success);
  }

  async stopDaemon(name: "munged" | "slurmctld" | "slurmd", signal: Deno.Signal): Promise<void> {
    const daemon = this.#daemons.get(name);
    this.#daemons.delete(name);
    try {
      daemon?.kill(signal);
    } catch {
      // It has ended.
    }
    await daemon?.status;
  }

  async run(command: string, ...args: string[]): Promise<{ success: boolean; stdout: string }> {
    const { success, stdout } = await new Deno.Command(command, {
      args,
      env: this.environment,
      stderr: "null",
    }).output();
    return { success, stdout: new TextDecoder().decode(stdout).trim() };
  }

  async nodeState(): Promise<string> {
    return (await this.run("sinfo", "--noheader", "--format=%T")).stdout;
  }

  /** The highest job number. */
  async lastJob(): Promise<number> {
    const { stdout } = await this.run("squeue", "--noheader", "--states=all", "--format=%F");
    return Math.max(0, ...stdout.split("\n").map(Number));
  }

  /** Jobs that wait. */
  async pending(): Promise<number> {
    const { stdout } = await this.run("squeue", "--noheader", "--states=PENDING", "--format=%F");
    return stdout.split("\n").filter((line) => line !== "").length;
  }

  /** Waits until no job waits or runs. */
  async isQuiet(): Promise<void> {
    await until(
      "the jobs to end",
      async () => (await this.run("squeue", "--noheader")).stdout === "",
    );
  }

  /** The processes of all jobs that run. */
  async processes(): Promise<number[]> {
    const { stdout } = await this.run("scontrol", "listpids");
    return stdout.split("\n").map((line) => Number(line.trim().split(/\s+/)[0]))
      .filter((pid) => pid > 1);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.run("scancel", "--me", "--full", "--signal=KILL");
    for (const name of ["slurmd", "slurmctld", "munged"] as const) {
      await this.stopDaemon(name, "SIGTERM");
    }
    await Deno.remove(this.#folder, { recursive: true });
  }
}

function configuration(folder: string): string {
  const user = Deno.uid() === 0 ? "root" : Deno.env.get("USER");
  const [controller, node] = [freePort(), freePort()];
  return `ClusterName=test
SlurmctldHost=${hostname()}(127.0.0.1)
SlurmUser=${user}
SlurmdUser=${user}
AuthType=auth/munge
AuthInfo=socket=${folder}/munge/socket
CredType=cred/munge
SlurmctldPort=${controller}
SlurmdPort=${node}
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/log/slurmctld
SlurmdLogFile=${folder}/log/slurmd
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
ReturnToService=2
MailProg=/bin/true
SchedulerParameters=sched_interval=1,sched_min_interval=0,batch_sched_delay=0
MessageTimeout=5
KillWait=5
NodeName=node NodeHostname=${hostname()} NodeAddr=127.0.0.1 CPUs=2 RealMemory=3000 State=UNKNOWN
PartitionName=all Nodes=node Default=YES MaxTime=INFINITE State=UP
`;
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return (listener.addr as Deno.NetAddr).port; // it listens by TCP
}

const exists = (path: string): Promise<boolean> => Deno.stat(path).then(() => true, () => false);

/** Waits for what comes in seconds. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 30_000;
  while (!await isSo()) {
    if (performance.now() > end) throw new Error(`Waited for ${what} in vain`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
