/** The noise of the released code, whose scales the published figures show, or that of the text. */
export const protocols = ["released", "described"] as const;
export type Protocol = typeof protocols[number];

/** Whether a network is trained with noise. */
export const noiseLevels = ["noisy", "noiseless"] as const;
export type NoiseLevel = typeof noiseLevels[number];

/** Whether its training paths are drawn to the centre (spatial) or turn one way (head direction). */
export const biases = ["unbiased", "biased"] as const;
export type Bias = typeof biases[number];
