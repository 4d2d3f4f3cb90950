import { createHash } from "node:crypto";
import type { WeightMatrices } from "../networks/weights.ts";
import type { Adam } from "./adam.ts";

/**
 * SHA-256 of all that changes from batch to batch: each weight matrix in the network's order, then its
 * first and its second moments, as float32. They are read where they stand.
 */
export function stateDigest(weights: WeightMatrices, adam: Adam): string {
  const hash = createHash("sha256");
  for (const name of weights.names) {
    hash.update(weights.get(name).data);
    for (const moments of adam.moments(name)) hash.update(moments);
  }
  return hash.digest("hex");
}
