/** The noise of the released code, whose scales the published figures show, or that of the text. */
export const protocols = ["released", "described"] as const;
/** One of `protocols`. */
export type Protocol = typeof protocols[number];

/** Whether a network is trained with noise. */
export const noiseLevels = ["noisy", "noiseless"] as const;
/** One of `noiseLevels`. */
export type NoiseLevel = typeof noiseLevels[number];

/** Whether its training paths are drawn to the centre (spatial) or turn one way (head direction). */
export const biases = ["unbiased", "biased"] as const;
/** One of `biases`. */
export type Bias = typeof biases[number];
