/** The total variation distance of two histograms, each of any number of values: from 0 to 1. */
export function totalVariation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [countA, countB] = [sum(a), sum(b)];
  let distance = 0;
  for (let i = 0; i < a.length; i++) distance += Math.abs(a[i]! / countA - b[i]! / countB);
  return distance / 2;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
