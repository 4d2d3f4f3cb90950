import { encodeJson } from "../files/json.ts";
import { Fields } from "./fields.ts";
import { quiescentWindows, sweptNetworks } from "./noise_factor.ts";
import type { QuiescentWindow, SweptNetwork } from "./noise_factor.ts";

/** How quiescence of a variant moves in a window, and how far it is from activity; smoothly decoded. */
export type VariantWindow = {
  readonly window: QuiescentWindow;
  /** Exponent at lags 1 to 10; null where the window is too short or nothing moves, as all that follow. */
  readonly short: number | null;
  /** At lags 5 to 25. */
  readonly primary: number | null;
  /** At lags 10 to 50, the least sure. */
  readonly long: number | null;
  /** Root mean squared displacement at 10 steps, that of activity being 1. */
  readonly compression: number | null;
  /** m per 100 steps */
  readonly path: number | null;
  readonly jumps: number;
  /** The largest output, 1 being that of activity. */
  readonly peak: number;
  /** Sliced W1 of positions from activity, m. */
  readonly sw1: number;
  /**
   * The share of the box's cells that a trajectory comes to, and that all do, in as many steps as are
   * compared with activity; early from the start of quiescence.
   */
  readonly covers: number | null;
  readonly coversTogether: number | null;
};

/** Rollout variants of one trained network (beyond.md E). */
export type RolloutVariants = {
  readonly seed: number;
  readonly network: SweptNetwork;
  /** Sliced W1 of a second active set from the first, m; of quiescence that stays at its start. */
  readonly floor: number;
  readonly frozen: number;
  readonly variants: readonly {
    readonly name: string;
    /** Late quiescence is hardly replay, as `fades` has it. */
    readonly fades: boolean;
    readonly windows: readonly VariantWindow[];
  }[];
};

/** The bytes of the JSON file of a network's variants. */
export function encodeRolloutVariants(found: RolloutVariants): Uint8Array<ArrayBuffer> {
  return encodeJson(found);
}

/** Throws unless the bytes are a network's variants. */
export function readRolloutVariants(bytes: Uint8Array): RolloutVariants {
  const fields = Fields.of(bytes, "rollout variants");
  return {
    seed: fields.number("seed"),
    network: fields.oneOf("network", sweptNetworks),
    floor: fields.number("floor"),
    frozen: fields.number("frozen"),
    variants: fields.objects("variants").map((variant) => ({
      name: variant.text("name"),
      fades: variant.boolean("fades"),
      windows: variant.objects("windows").map((each) => ({
        window: each.oneOf("window", quiescentWindows),
        short: each.numberOrNull("short"),
        primary: each.numberOrNull("primary"),
        long: each.numberOrNull("long"),
        compression: each.numberOrNull("compression"),
        path: each.numberOrNull("path"),
        jumps: each.number("jumps"),
        peak: each.number("peak"),
        sw1: each.number("sw1"),
        covers: each.numberOrNull("covers"),
        coversTogether: each.numberOrNull("coversTogether"),
      })),
    })),
  };
}
