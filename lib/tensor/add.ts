/** total += part */
export function add(total: Float32Array, part: Float32Array): void {
  for (let k = 0; k < total.length; k++) total[k]! += part[k]!;
}
