/** Red, green and blue of "#rrggbb", 0-255. */
function channels(hex: string): [number, number, number] {
  const value = parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** The colour at `t` (clipped to 0-1) on the ramp through evenly spaced `stops`, linear in sRGB. */
export function rampColour(stops: readonly string[], t: number): string {
  const at = Math.min(Math.max(t, 0), 1) * (stops.length - 1);
  const low = Math.min(Math.floor(at), stops.length - 2);
  const from = channels(stops[low]!);
  const to = channels(stops[low + 1]!);
  const mixed = from.map((c, i) => Math.round(c + (to[i]! - c) * (at - low)));
  return "#" + mixed.map((c) => c.toString(16).padStart(2, "0")).join("");
}

/** Whether light text reads better than dark text on this colour (Rec. 709 luma below one half). */
export function isDark(hex: string): boolean {
  const [red, green, blue] = channels(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
}
