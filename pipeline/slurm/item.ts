import type { Performed, PerformHooks, PreparedAction } from "../execute/perform.ts";
import type { Needs } from "./pack.ts";
import type { Trials } from "./verdict.ts";

/** An action that somebody waits for. */
export interface Item extends Needs, Trials {
  readonly action: PreparedAction;
  readonly hooks: PerformHooks;
  readonly settle: (performed: Performed) => void;
  readonly fail: (error: unknown) => void;
}
