import type { Networks } from "../networks.ts";

/** The networks of all seeds, by task and cell. */
export interface AllNetworks {
  readonly vanilla: readonly Networks[];
  readonly gru: readonly Networks[];
  readonly headDirection: readonly Networks[];
}
