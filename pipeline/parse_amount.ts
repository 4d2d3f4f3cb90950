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
