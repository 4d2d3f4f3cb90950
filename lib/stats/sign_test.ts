/**
 * The chance that at least `beyond` of `count` values lie beyond their median by luck alone, one-sided:
 * the exact sign test. 5 of 5 give 1/32.
 */
export function signTest(beyond: number, count: number): number {
  let ways = 1, sum = 0; // ways to choose `i` of `count`, from all of them down
  for (let i = count; i >= beyond; i--) {
    sum += ways;
    ways *= i / (count - i + 1);
  }
  return sum * 0.5 ** count;
}
