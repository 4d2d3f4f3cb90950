/** A time span as people say it: "0.4 s", "12 s", "3 min 20 s", "5 h 10 min", "12 days 4 h". */
export function formatDuration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3600) return pair(seconds, 60, "min", 1, "s");
  if (seconds < 2 * 86400) return pair(seconds, 3600, "h", 60, "min");
  return pair(seconds, 86400, "days", 3600, "h");
}

/** A size as people say it: "512 B", "3.1 MB". */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

/** A number of things with the words that go with it: "1 action has", "2 actions have". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function pair(
  seconds: number,
  big: number,
  bigName: string,
  small: number,
  smallName: string,
): string {
  const units = Math.round(seconds / small);
  const perBig = big / small;
  const rest = units % perBig;
  const whole = Math.floor(units / perBig);
  return rest === 0 ? `${whole} ${bigName}` : `${whole} ${bigName} ${rest} ${smallName}`;
}

const BYTES: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };
const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86400 };

/** "500MB", "1.5 GB" in bytes; undefined for anything else. */
export function parseBytes(text: string): number | undefined {
  return parse(text, BYTES);
}

/** "90min", "12h", "30 d" in seconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  return parse(text, SECONDS);
}

function parse(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([A-Za-z]+)$/.exec(text.trim());
  const unit = match === null
    ? undefined
    : Object.keys(units).find((name) => name.toLowerCase() === match[2]!.toLowerCase());
  return unit === undefined ? undefined : Number(match![1]) * units[unit]!; // one of its keys
}
