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
