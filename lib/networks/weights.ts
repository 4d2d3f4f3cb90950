import type { NdArray } from "../array.ts";
import { stream } from "../random/stream.ts";
import type { StreamPath } from "../random/path_hash.ts";
import type { Engine, Matrix } from "../tensor/engine.ts";

/** A weight matrix [outputs, inputs] and its name in the reference's PyTorch model. */
export interface WeightShape {
  readonly name: string;
  readonly outputs: number;
  readonly inputs: number;
}

/** Weights by name, as a .safetensors file holds them. */
export type Weights = Readonly<Record<string, NdArray<Float32Array>>>;

/**
 * PyTorch's default for linear layers: U(-1/sqrt(inputs), 1/sqrt(inputs)), each matrix from a stream
 * of its own, the path followed by its name.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const shapes = [{ name: "w_rec.weight", outputs: 64, inputs: 64 }];
 * const weights = initialWeights(shapes, "spatial", 0, "weights", "vanilla");
 * assert.ok(weights["w_rec.weight"]!.data.every((weight) => Math.abs(weight) <= 1 / 8));
 * ```
 */
export function initialWeights(shapes: readonly WeightShape[], ...path: StreamPath): Weights {
  return Object.fromEntries(shapes.map(({ name, outputs, inputs }) => {
    const data = new Float32Array(outputs * inputs), bound = 1 / Math.sqrt(inputs);
    stream(...path, name).fillUniform(data);
    for (let k = 0; k < data.length; k++) data[k] = (2 * data[k]! - 1) * bound;
    return [name, { shape: [outputs, inputs], data }];
  }));
}

/** Weights, or what belongs to each (a gradient), on an engine. */
export class WeightMatrices {
  readonly #matrices: ReadonlyMap<string, Matrix>;

  constructor(engine: Engine, shapes: readonly WeightShape[]) {
    this.#matrices = new Map(
      shapes.map(({ name, outputs, inputs }) => [name, engine.allocate(outputs, inputs)]),
    );
  }

  /** In the order of the shapes. */
  get names(): readonly string[] {
    return [...this.#matrices.keys()];
  }

  /** The matrix itself, not a copy. Throws if there is none of this name. */
  get(name: string): Matrix {
    const matrix = this.#matrices.get(name);
    if (matrix === undefined) {
      throw new Error(`Cannot find weights "${name}": there are "${this.names.join(", ")}"`);
    }
    return matrix;
  }

  /** Copies in; throws unless the names and shapes are exactly these. */
  load(weights: Weights): void {
    const expected = this.names, found = Object.keys(weights);
    if (
      expected.length !== found.length || expected.some((name) => !Object.hasOwn(weights, name))
    ) {
      throw new Error(
        `Cannot load weights: found "${found.join(", ")}", expected "${expected.join(", ")}"`,
      );
    }
    for (const [name, { rows, cols, data }] of this.#matrices) {
      const { shape, data: values } = weights[name]!;
      if (shape.length !== 2 || shape[0] !== rows || shape[1] !== cols) {
        throw new Error(
          `Cannot load weights "${name}": shape is "[${shape}]", expected [${rows},${cols}]`,
        );
      }
      data.set(values);
    }
  }

  /** Copies out. */
  save(): Weights {
    return Object.fromEntries(
      Array.from(this.#matrices, ([name, { rows, cols, data }]) => {
        return [name, { shape: [rows, cols], data: Float32Array.from(data) }];
      }),
    );
  }
}
