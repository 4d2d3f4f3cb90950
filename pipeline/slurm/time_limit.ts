import { UsageError } from "../errors.ts";

/** Minutes of a time limit as SLURM writes it: "90", "1:30:00", "1-12", "1-12:30"; seconds round up. */
export function parseTimeLimit(text: string): number {
  const match = /^(?:(\d{1,4})-)?(\d{1,6})(?::(\d{1,2}))?(?::(\d{1,2}))?$/.exec(text.trim());
  const parts = match?.slice(2).filter((part) => part !== undefined).map(Number) ?? [];
  const days = match?.[1];
  const [hours = 0, minutes = 0, seconds = 0] = days !== undefined || parts.length === 3
    ? parts
    : [0, ...parts];
  const total = Number(days ?? 0) * 1440 + hours * 60 + minutes + Math.ceil(seconds / 60);
  if (match === null || total === 0) {
    throw new UsageError(
      `Cannot use --time "${text}": expected minutes or a time as SLURM writes it, e.g. 2:00:00`,
    );
  }
  return total;
}
