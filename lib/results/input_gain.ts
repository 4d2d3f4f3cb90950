import { encodeJson } from "../files/json.ts";
import { Fields } from "./fields.ts";
import { type Measured, readMeasured } from "./measured.ts";
import { readUpdatedNetwork, type UpdatedNetwork } from "./updated_network.ts";

/** What the input does to active states of one network, d(r, u) = Delta(r, u) - Delta(r, 0). */
export type InputGain = UpdatedNetwork & {
  readonly trajectories: number;
  /** States t from `from` up to `to`; the gain at so many of these times. */
  readonly from: number;
  readonly to: number;
  readonly times: number;
  /** Share of the energy of d that does not change its sign with u: |even|^2 / |d|^2; theory 0. */
  readonly evenShare: Measured;
  /** Cosine of d with the change of the state that a ridge map of the cells expects. */
  readonly tracking: Measured;
  /** Of the change of the outputs l = 1, 2, ... steps after one input on that of the cells; theory 1 and 1. */
  readonly slope: readonly Measured[];
  readonly cosine: readonly Measured[];
  /** s sqrt(H), the unit of the next two; of a network without noise that of the noisy ones. */
  readonly unit: number;
  /** Root of the mean of |d|^2. */
  readonly size: number;
  /** |mean of the even part| */
  readonly drift: number;
  /** Mean of 1 - z, of a GRU alone: its leak is alpha (1 - z). */
  readonly openGate: number | null;
};

/** The bytes of the JSON file of an input gain. */
export function encodeInputGain(gain: InputGain): Uint8Array<ArrayBuffer> {
  return encodeJson(gain);
}

/** Throws unless the bytes are an input gain. */
export function readInputGain(bytes: Uint8Array): InputGain {
  const fields = Fields.of(bytes, "input gain");
  return {
    ...readUpdatedNetwork(fields),
    trajectories: fields.number("trajectories"),
    from: fields.number("from"),
    to: fields.number("to"),
    times: fields.number("times"),
    evenShare: readMeasured(fields.object("evenShare")),
    tracking: readMeasured(fields.object("tracking")),
    slope: fields.objects("slope").map(readMeasured),
    cosine: fields.objects("cosine").map(readMeasured),
    unit: fields.number("unit"),
    size: fields.number("size"),
    drift: fields.number("drift"),
    openGate: fields.numberOrNull("openGate"),
  };
}
