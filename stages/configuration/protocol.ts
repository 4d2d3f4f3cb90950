import type { z } from "zod";
import type { Protocol } from "../../lib/conditions.ts";
import type { Labels } from "../../pipeline/labels.ts";
import type { noise } from "./parameters/noise.ts";

/** The law and size of a network's noise. */
export type Noise = z.output<typeof noise>;

/** Noise of this size, of the law that is set or else the protocol's; without effect, it has no law. */
export function noiseOf(protocol: Protocol, law: Noise["law"] | null, sigma: number): Noise {
  const wanted = law ?? (protocol === "released" ? "uniform" : "gaussian");
  return sigma === 0 || wanted === "none" ? { law: "none", sigma: 0 } : { law: wanted, sigma };
}

/** The first label of actions that are another protocol's than the default. */
export function protocolLabel(protocol: Protocol): Labels {
  return protocol === "released" ? {} : { protocol };
}
