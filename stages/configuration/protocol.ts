import type { z } from "zod";
import type { noise } from "./parameters/noise.ts";

/** The noise of the released code, whose scales the published figures show, or that of the text. */
export const protocols = ["released", "described"] as const;
export type Protocol = typeof protocols[number];

/** The law and size of a network's noise. */
export type Noise = z.output<typeof noise>;

/** Noise of this size, of the law that is set or else the protocol's; without effect, it has no law. */
export function noiseOf(protocol: Protocol, law: Noise["law"] | null, sigma: number): Noise {
  const wanted = law ?? (protocol === "released" ? "uniform" : "gaussian");
  return sigma === 0 || wanted === "none" ? { law: "none", sigma: 0 } : { law: wanted, sigma };
}

/** What names of actions begin with that are another protocol's than the default. */
export function prefixOf(protocol: Protocol): string {
  return protocol === "released" ? "" : `${protocol}/`;
}
