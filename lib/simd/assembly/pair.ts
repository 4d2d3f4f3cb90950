/**
 * Stores two neighbouring vectors. Where V8's revectorizer is on, it goes from such pairs backwards and
 * makes one AVX2 operation of every two that do the same, down to the loads, which must be neighbours, too.
 */
@inline
export function storePair(at: usize, low: v128, high: v128): void {
  v128.store(at, low);
  v128.store(at, high, 16);
}
