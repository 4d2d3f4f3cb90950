import { encodeJson } from "../files/json.ts";
import { Fields } from "./fields.ts";
import { type Measured, readMeasured } from "./measured.ts";
import { readUpdatedNetwork, type UpdatedNetwork } from "./updated_network.ts";

/** All components, and the bands of them. */
export const spectrumBands = ["all", "manifold", "middle", "transverse"] as const;
/** One of `spectrumBands`. */
export type SpectrumBand = typeof spectrumBands[number];

/** How the update stands to the optimal one over a band of components. */
export type BandOfUpdate = {
  readonly band: SpectrumBand;
  /** How many there are. */
  readonly components: number;
  /** Of v on the linear denoiser: sum k_i / sum (s^2 / lambda_i); theory 1. */
  readonly slope: Measured;
  readonly cosine: Measured;
  readonly mixtureSlope: Measured;
  readonly mixtureCosine: Measured;
  /** E|z + xi - m|^2 / E|xi - m|^2 of the update v and of the denoisers, held out; 1: does nothing. */
  readonly updateLoss: Measured;
  readonly linearLoss: Measured;
  readonly mixtureLoss: Measured;
  /** (1 - the update's loss) / (1 - the better denoiser's). */
  readonly efficiency: Measured;
};

/** The autonomous update of one network beside the optimal denoiser. */
export type UpdateSpectrum = UpdatedNetwork & {
  /** Active trajectories, and their states: t from `from` up to `to`. */
  readonly trajectories: number;
  readonly from: number;
  readonly to: number;
  /** s sqrt(H), the unit of the next two; of a network without noise that of the noisy ones. */
  readonly unit: number;
  /** |mean v| */
  readonly drift: number;
  /** Root of the mean of |v|^2. */
  readonly size: number;
  /** Root of E|r - D^+ f(s)|^2 / E|r|^2: 0 if r = D^+ f(s), as the theory takes it. */
  readonly inverseMisfit: number;
  /** null of a network without noise. */
  readonly spectrum: {
    /** lambda_i, falling. */
    readonly variance: readonly number[];
    /** k_i, a step. */
    readonly rate: readonly number[];
    /** k_i lambda_i / s^2; theory 1. */
    readonly beta: readonly number[];
    /** Whose loss over all components is lower. */
    readonly better: "linear" | "mixture";
    readonly bands: readonly BandOfUpdate[];
  } | null;
};

/** The bytes of the JSON file of a spectrum. */
export function encodeUpdateSpectrum(spectrum: UpdateSpectrum): Uint8Array<ArrayBuffer> {
  return encodeJson(spectrum);
}

/** Throws unless the bytes are a spectrum of an update. */
export function readUpdateSpectrum(bytes: Uint8Array): UpdateSpectrum {
  const fields = Fields.of(bytes, "update spectrum");
  return {
    ...readUpdatedNetwork(fields),
    trajectories: fields.number("trajectories"),
    from: fields.number("from"),
    to: fields.number("to"),
    unit: fields.number("unit"),
    drift: fields.number("drift"),
    size: fields.number("size"),
    inverseMisfit: fields.number("inverseMisfit"),
    spectrum: fields.objectOrNull("spectrum", (each) => ({
      variance: each.numbers("variance"),
      rate: each.numbers("rate"),
      beta: each.numbers("beta"),
      better: each.oneOf("better", ["linear", "mixture"]),
      bands: each.objects("bands").map(readBand),
    })),
  };
}

function readBand(fields: Fields): BandOfUpdate {
  const read = (name: string) => readMeasured(fields.object(name));
  return {
    band: fields.oneOf("band", spectrumBands),
    components: fields.number("components"),
    slope: read("slope"),
    cosine: read("cosine"),
    mixtureSlope: read("mixtureSlope"),
    mixtureCosine: read("mixtureCosine"),
    updateLoss: read("updateLoss"),
    linearLoss: read("linearLoss"),
    mixtureLoss: read("mixtureLoss"),
    efficiency: read("efficiency"),
  };
}
