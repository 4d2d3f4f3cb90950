import { coveredAtEqual } from "../../lib/results/covered_at_equal.ts";
import {
  COMPARED_LAG,
  fades,
  fitRanges,
  motionOf,
  PATH,
  PRIMARY,
} from "../../lib/results/replay.ts";
import type {
  Motion,
  Replay,
  ReplayDecoder,
  ReplayMeasure,
  ReplayPhase,
} from "../../lib/results/replay.ts";
import { type Cell, numberTablePanel } from "./number_table.ts";

const COLUMNS = [
  { name: "", width: 78 },
  ...fitRanges.map(({ from, to }, i) => ({
    name: `α ${from}–${to}`,
    width: [41, 41, 46][i]!, // the last is the least sure
    decimals: 2,
  })),
  { name: "α less drift", width: 41, decimals: 2 },
  { name: "α live", width: 41, decimals: 2 },
  { name: `rms ${COMPARED_LAG} steps`, width: 54, decimals: 3 },
  { name: "com- pres- sion", width: 45, decimals: 2 },
  { name: `path per ${PATH.steps} steps`, width: 57, decimals: 2 },
  { name: "jumps %", width: 46, decimals: 1 },
  { name: "peak", width: 41, decimals: 2 },
  { name: "cover, steps", width: 39, decimals: 1 },
  { name: "cover, all", width: 43, decimals: 1 },
  { name: "cover, path", width: 39, decimals: 1 },
];

const ROWS: readonly (readonly [ReplayPhase, ReplayDecoder])[] = [
  ["true", "none"],
  ...(["active", "early", "late"] as const).flatMap((phase) =>
    (["smooth", "top-3"] as const).map((decoder) => [phase, decoder] as const)
  ),
];

/** Table S6: all numbers of replay, networks of a kind and condition together. */
export function replayTable(figure: string, measured: readonly Replay[]): string {
  const groups = Map.groupBy(measured, ({ kind, condition }) => `${kind} ${condition}`);
  return numberTablePanel(figure, {
    title: "Dynamics of replay: all numbers",
    columns: COLUMNS,
    groups: [...groups.values()].map((networks) => ({
      heading: headingOf(networks[0]!), // a group has one
      rows: ROWS.map(([phase, decoder]) => row(networks, phase, decoder)),
    })),
  });
}

/** "spatial (m), U^σ" */
function headingOf({ kind, condition }: Replay): string {
  return `${kind} (${kind === "head direction" ? "rad" : "m"}), ${condition}`;
}

function row(networks: readonly Replay[], phase: ReplayPhase, decoder: ReplayDecoder): Cell[] {
  const motions = networks.flatMap((network) => motionOf(network, phase, decoder) ?? []);
  const all = (value: (motion: Motion) => number | null | undefined): number[] =>
    motions.flatMap((motion) => value(motion) ?? []);
  const measures = (value: (motion: Motion) => ReplayMeasure | undefined) =>
    all((motion) => value(motion)?.value);
  const quiescent = phase === "early" || phase === "late";
  const circle = networks.every(({ coverage }) => coverage.length === 0);
  const beside = (values: Cell): Cell => quiescent ? values : "";
  const covers = (share: (networks: Replay, phase: ReplayPhase) => number | undefined): Cell =>
    circle || decoder === "top-3"
      ? ""
      : networks.flatMap((network) => share(network, phase) ?? []).map((value) => 100 * value);
  const mark = phase === "late" && networks.some(fades) ? " †" : "";
  return [
    decoder === "none" ? phase : `${phase}, ${decoder}${mark}`,
    ...fitRanges.map((_, i) => measures(({ exponents }) => exponents[i])),
    circle ? measures(({ detrended }) => detrended?.exponents[PRIMARY]) : "",
    beside(measures(({ beside }) => beside?.lively)),
    all(({ squared }) => Math.sqrt(squared[COMPARED_LAG - 1] ?? NaN)).filter(Number.isFinite),
    beside(measures(({ beside }) => beside?.compression)),
    all(({ path }) => path),
    beside(all(({ beside }) => beside && 100 * beside.jumps)),
    beside(all(({ beside }) => beside?.peak)),
    covers((network, phase) => coveredAtEqual(network, phase, "steps", "each")),
    covers((network, phase) => coveredAtEqual(network, phase, "steps", "pooled")),
    covers((network, phase) => coveredAtEqual(network, phase, "distances", "eachAtDistance")),
  ];
}
