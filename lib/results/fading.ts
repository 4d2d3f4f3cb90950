import { biases } from "../conditions.ts";
import { encodeJson } from "../files/json.ts";
import { Fields } from "./fields.ts";
import { conditionNames } from "./total_variance.ts";

/** Networks whose activity may fade; with the noise of training before it where both are shown. */
export const fadingNetworks = [...biases, "random", ...conditionNames] as const;
/** One of `fadingNetworks`. */
export type FadingNetwork = typeof fadingNetworks[number];

/** How one network's activity holds over one quiescent rollout. */
export type Fading = {
  readonly seed: number;
  /** Which quiescence: "noisy". */
  readonly rollout: string;
  readonly network: FadingNetwork;
  /** Quiescent step of each value: the middle of a bin of time. */
  readonly step: readonly number[];
  /** The largest output, 1 being its mean over the active phase. */
  readonly peak: readonly number[];
  /** Share of steps longer than any active step. */
  readonly jumps: readonly number[];
  /** The same over the steps that a measure takes, from `from` up to `to`. */
  readonly window: {
    readonly from: number;
    readonly to: number;
    readonly peak: number;
    readonly jumps: number;
  };
};

/** The bytes of the JSON file of fading. */
export function encodeFading(fading: Fading): Uint8Array<ArrayBuffer> {
  return encodeJson(fading);
}

/** Throws unless the bytes are a fading. */
export function readFading(bytes: Uint8Array): Fading {
  const fields = Fields.of(bytes, "fading");
  const window = fields.object("window");
  return {
    seed: fields.number("seed"),
    rollout: fields.text("rollout"),
    network: fields.oneOf("network", fadingNetworks),
    step: fields.numbers("step"),
    peak: fields.numbers("peak"),
    jumps: fields.numbers("jumps"),
    window: {
      from: window.number("from"),
      to: window.number("to"),
      peak: window.number("peak"),
      jumps: window.number("jumps"),
    },
  };
}
