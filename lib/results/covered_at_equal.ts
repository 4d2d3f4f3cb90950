import type { Coverage, Replay, ReplayPhase } from "./replay.ts";

/** Coverage at the largest number of steps, or distance, that activity and quiescence both come to. */
export function coveredAtEqual(
  { coverage, motions }: Replay,
  phase: ReplayPhase,
  by: "steps" | "distances",
  share: "each" | "pooled" | "eachAtDistance",
): number | undefined {
  const of = (wanted: Coverage["phase"]) => coverage.find(({ phase }) => phase === wanted);
  const early = motions.find(({ phase }) => phase === "early");
  const compared = (["active", "quiescent", "late"] as const).map((phase) => of(phase)?.[by] ?? []);
  const limit = by === "steps" ? early?.to ?? 0 : Infinity;
  const common = compared[0]!.filter((at) =>
    at <= limit && compared.every((values) => values.includes(at))
  );
  const found = of(phase === "early" ? "quiescent" : phase);
  const place = found?.[by].indexOf(common.at(-1)!) ?? -1;
  return found?.[share][place];
}
