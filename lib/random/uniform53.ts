/** A multiple of 2^-53 in [0, 1) from the 27 and 26 high bits of two words. */
export function uniform53(high: number, low: number): number {
  return ((high >>> 5) * 0x4000000 + (low >>> 6)) * 2 ** -53;
}
