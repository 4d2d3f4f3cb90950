import type { Engine, Matrix } from "./engine.ts";

/** Matrices of equal width on top of each other in one: several products become one. */
export class Stack {
  /** [sum of the parts' rows, cols] */
  readonly whole: Matrix;
  readonly #pairs: readonly { readonly part: Matrix; readonly place: Matrix }[];

  constructor(engine: Engine, parts: readonly Matrix[]) {
    const rows = parts.reduce((sum, part) => sum + part.rows, 0);
    this.whole = engine.allocate(rows, parts[0]!.cols);
    let first = 0;
    this.#pairs = parts.map((part) => {
      const place = engine.rows(this.whole, first, part.rows);
      first += part.rows;
      return { part, place };
    });
  }

  /** Copies the parts into the whole. */
  gather(): void {
    for (const { part, place } of this.#pairs) place.data.set(part.data);
  }

  /** Copies the whole to the parts. */
  scatter(): void {
    for (const { part, place } of this.#pairs) part.data.set(place.data);
  }
}
