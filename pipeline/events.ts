import type { ActionKey } from "./digest.ts";
import type { Labels } from "./labels.ts";
import type { Origin } from "./origin.ts";
import type { Progress } from "./running_action.ts";

/** Which action an event is about. */
export interface ActionEvent {
  readonly key: ActionKey;
  readonly stage: string;
  /** The action's name in the graph. */
  readonly label: string;
  /** What the name is made of. */
  readonly labels: Labels;
}

/**
 * What happens in a run, in order. `left`: seconds expected to the end of the run.
 * `--json` prints each event as a line, with its time; the last is always "done".
 */
export type Event =
  | {
    readonly event: "planned";
    readonly run: number;
    readonly cached: number;
    readonly seconds: number;
  }
  /** `from`: where it was made, if not here by this code. */
  | ({ readonly event: "cached"; readonly from?: Origin["kind"] | "adopted" } & ActionEvent)
  | ({ readonly event: "started"; readonly reason: string } & ActionEvent)
  | ({ readonly event: "waiting"; readonly holder: string } & ActionEvent)
  | ({ readonly event: "progress"; readonly left: number } & Progress & ActionEvent)
  | ({
    readonly event: "executed";
    readonly seconds: number;
    readonly bytes: number;
    readonly left: number;
  } & ActionEvent)
  | ({ readonly event: "interrupted" } & ActionEvent)
  | ({ readonly event: "failed"; readonly message: string; readonly detail: string } & {
    /** Where in the sources, if that is known: "stages/train/run.ts:33:7". */
    readonly at?: string;
    /** The file that holds what it printed, if it printed anything. */
    readonly log?: string;
  } & ActionEvent)
  /** An action wrote something with console.log() or the like. */
  | ({ readonly event: "printed"; readonly text: string } & ActionEvent)
  /** An output of an action that was verified has other bytes than the cache's; they are kept. */
  | ({
    readonly event: "different";
    readonly output: string;
    readonly message: string;
    readonly kept: string;
  } & ActionEvent)
  /** It cannot run, because `after` failed. */
  | {
    readonly event: "blocked";
    readonly stage: string;
    readonly label: string;
    readonly after: string;
  }
  /** What is here was compared with what is expected; all 0 if nothing is expected. */
  | {
    readonly event: "compared";
    readonly sameArithmetic?: boolean;
    readonly compared: number;
    readonly asExpected: number;
    readonly unexpected: number;
    readonly incomparable: number;
    readonly missing: number;
    readonly differences: readonly string[];
  }
  | { readonly event: "warning"; readonly message: string }
  /** All is done but that of so many results, what the remote cache lacks is uploaded. */
  | { readonly event: "uploading"; readonly results: number }
  | {
    readonly event: "done";
    readonly executed: number;
    readonly cached: number;
    readonly failed: number;
    /** Bytes of artifacts from a remote cache, if there is one. */
    readonly fetched?: number;
  };

export type Listener = (event: Event) => void;

/** Passes each message on once. */
export function onceEach(warn: (message: string) => void): (message: string) => void {
  const told = new Set<string>();
  return (message) => {
    if (!told.has(message)) warn(message);
    told.add(message);
  };
}
