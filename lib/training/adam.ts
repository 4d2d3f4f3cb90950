import type { WeightMatrices, Weights } from "../networks/weights.ts";

/** The parameters of Adam, by the names of `torch.optim.Adam`. */
export interface AdamSettings {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  /** Added to sqrt(v_hat), after the bias correction. */
  readonly epsilon: number;
}

/** PyTorch's defaults. TensorFlow.js's epsilon is ten times as large, too much for these gradients. */
export const defaultAdam: AdamSettings = {
  learningRate: 1e-3,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
};

/** Batches done, and the moments of each weight. */
export interface AdamState {
  readonly step: number;
  readonly first: Weights;
  readonly second: Weights;
}

/** Adam (Kingma & Ba 2015) exactly as `torch.optim.Adam`; parameters and moments in float32. */
export class Adam {
  #step = 0;
  readonly #first: Record<string, Float32Array> = {};
  readonly #second: Record<string, Float32Array> = {};

  constructor(readonly weights: WeightMatrices, readonly settings: AdamSettings) {
    for (const name of weights.names) {
      this.#first[name] = new Float32Array(weights.get(name).data.length);
      this.#second[name] = new Float32Array(weights.get(name).data.length);
    }
  }

  /** One step along the gradients. */
  update(gradients: WeightMatrices): void {
    this.#step++;
    for (const name of this.weights.names) {
      const arrays = {
        parameter: this.weights.get(name).data,
        gradient: gradients.get(name).data,
        first: this.#first[name]!,
        second: this.#second[name]!,
      };
      update(arrays, this.#step, this.settings);
    }
  }

  /** The first and second moments of a weight matrix as they are now, not copies. */
  moments(name: string): readonly [first: Float32Array, second: Float32Array] {
    return [this.#first[name]!, this.#second[name]!];
  }

  /** A copy. */
  save(): AdamState {
    const copy = (moments: Readonly<Record<string, Float32Array>>): Weights =>
      Object.fromEntries(this.weights.names.map((name) => {
        const { rows, cols } = this.weights.get(name);
        return [name, { shape: [rows, cols], data: Float32Array.from(moments[name]!) }];
      }));
    return { step: this.#step, first: copy(this.#first), second: copy(this.#second) };
  }

  /** Goes on from what `save` gave. */
  restore({ step, first, second }: AdamState): void {
    this.#step = step;
    for (const name of this.weights.names) {
      this.#first[name]!.set(first[name]!.data);
      this.#second[name]!.set(second[name]!.data);
    }
  }
}

function update(
  { parameter, gradient, first, second }: Readonly<
    Record<"parameter" | "gradient" | "first" | "second", Float32Array>
  >,
  step: number,
  { learningRate, beta1, beta2, epsilon }: AdamSettings,
): void {
  const rate = learningRate / (1 - power(beta1, step));
  const correction = 1 / Math.sqrt(1 - power(beta2, step));
  for (let k = 0; k < parameter.length; k++) {
    const g = gradient[k]!;
    const m = Math.fround(beta1 * first[k]! + (1 - beta1) * g);
    const v = Math.fround(beta2 * second[k]! + (1 - beta2) * g * g);
    first[k] = m;
    second[k] = v;
    parameter[k] = parameter[k]! - rate * m / (Math.sqrt(v) * correction + epsilon);
  }
}

/** base^exponent by multiplications alone: `**` may change with the JavaScript engine. */
function power(base: number, exponent: number): number {
  let result = 1;
  for (let factor = base, n = exponent; n > 0; n = Math.floor(n / 2), factor *= factor) {
    if (n % 2 === 1) result *= factor;
  }
  return result;
}
