import { defineBenchmark } from "./benchmark.ts";
import type { Benchmark, Measure } from "./benchmark.ts";
import { canRun, contenders, trainer } from "./contender.ts";
import { network as networkOf } from "./networks.ts";
import type { NetworkName } from "./networks.ts";
import type { Peer } from "./peer.ts";
import { installed, pythonPeer } from "./python.ts";
import { clock } from "./seconds.ts";

/** Keeps glibc from giving every large block back to the system and faulting it in again. */
const TUNED = {
  MALLOC_MMAP_THRESHOLD_: String(2 ** 32),
  MALLOC_TRIM_THRESHOLD_: String(2 ** 33),
};

/** PyTorch on `peers/train.py`: as Debian ships it, and with an allocator tuned for it. */
const peers = [
  { label: "PyTorch, 1 thread", threads: 1, env: {} },
  { label: "PyTorch, 2 threads", threads: 2, env: {} },
  { label: "tuned PyTorch, 1 thread", threads: 1, env: TUNED },
];

const labels = [...peers, ...contenders].map(({ label }) => label);
/** Those of whom two train side by side, as a machine of two cores does when there is a lot to do. */
const pairs = labels.filter((label) => label.endsWith("1 thread"));

/** Trainings of the same network in PyTorch and here. */
export function pytorch(network: NetworkName): Benchmark {
  return defineBenchmark({
    name: `pytorch ${network}`,
    summary: "PyTorch against ours: a batch alone, and networks an hour on the whole machine",
    measures: Object.fromEntries([
      ...labels.map((label): [string, Measure] => [`${label}: batch`, { unit: "s" }]),
      ...pairs.map((label): [string, Measure] => [`${label}: two at a time`, perHour]),
      ["PyTorch / wasm, 1 thread each", atLeast(1)],
      ["PyTorch / wasm, 2 threads each", atLeast(1)],
      ["PyTorch / blas, 1 thread each", atLeast(1.5)],
      ["tuned PyTorch / wasm, 1 thread each", { unit: "x" }],
      ["tuned PyTorch / blas, 1 thread each", { unit: "x" }],
      ["whole machine: wasm / PyTorch", atLeast(1)],
      ["whole machine: blas / PyTorch", atLeast(1.5)],
    ]),
    async prepare(scale, note) {
      await using stack = new AsyncDisposableStack();
      const teams = new Map<string, readonly Peer[]>();
      const add = async (label: string, start: () => Promise<Peer>): Promise<void> => {
        const count = pairs.includes(label) && clock() === "wall" ? 2 : 1;
        const team = await Promise.all(Array.from({ length: count }, start));
        teams.set(label, team.map((trainer) => stack.use(trainer)));
      };
      if (await installed(["torch"], note)) {
        for (const { label, threads, env } of peers) {
          if (threads > 1 && clock() === "processor") continue;
          await add(label, () => pythonPeer("train.py", [network, scale], threads, env));
        }
      }
      for (const contender of contenders.filter((contender) => canRun(contender, note))) {
        await add(contender.label, () => trainer(network, scale, contender));
      }
      const owner = stack.move();
      const anHour = 3600 / networkOf(network, scale).batches;
      return {
        async round() {
          const numbers: Record<string, number> = {};
          for (const [label, team] of teams) {
            numbers[`${label}: batch`] = await batch(team[0]!);
            if (team.length === 1) continue;
            const taken = await Promise.all(team.map(batch));
            const rate = taken.reduce((sum, seconds) => sum + anHour / seconds, 0);
            numbers[`${label}: two at a time`] = rate;
          }
          return { ...numbers, ...ratios(numbers, anHour) };
        },
        [Symbol.asyncDispose]: () => owner.disposeAsync(),
      };
    },
  });
}

async function batch(trainer: Peer): Promise<number> {
  return (await trainer.round<{ readonly seconds: number }>("step")).seconds;
}

/** How many times as fast as PyTorch we are; what was not measured is left out. */
function ratios(
  numbers: Readonly<Record<string, number>>,
  anHour: number,
): Record<string, number> {
  const time = (label: string): number => numbers[`${label}: batch`] ?? NaN;
  /** Networks an hour on two cores, two at a time or one on both, whichever is more. */
  const machine = (side: string): number => {
    const one = anHour / (numbers[`${side}, 2 threads: batch`] ?? Infinity);
    return Math.max(one, numbers[`${side}, 1 thread: two at a time`] ?? NaN);
  };
  const all = {
    "PyTorch / wasm, 1 thread each": time("PyTorch, 1 thread") / time("wasm, 1 thread"),
    "PyTorch / wasm, 2 threads each": time("PyTorch, 2 threads") / time("wasm, 2 threads"),
    "PyTorch / blas, 1 thread each": time("PyTorch, 1 thread") / time("blas, 1 thread"),
    "tuned PyTorch / wasm, 1 thread each": time("tuned PyTorch, 1 thread") / time("wasm, 1 thread"),
    "tuned PyTorch / blas, 1 thread each": time("tuned PyTorch, 1 thread") / time("blas, 1 thread"),
    "whole machine: wasm / PyTorch": machine("wasm") / machine("PyTorch"),
    "whole machine: blas / PyTorch": machine("blas") / machine("PyTorch"),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => !Number.isNaN(value)));
}

const perHour: Measure = { unit: "networks/h" };

function atLeast(value: number): Measure {
  return { unit: "x", target: { kind: "at least", value } };
}
