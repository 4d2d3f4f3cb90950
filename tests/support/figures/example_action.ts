import type { NdArray } from "../../../lib/array.ts";
import { stream } from "../../../lib/random/stream.ts";

/** Sizes of the made-up evaluation that the panels are tried on. */
export interface ExampleSizes {
  readonly networks: number;
  readonly trajectories: number;
  readonly activeSteps: number;
  readonly quiescentSteps: number;
  readonly grid: number;
}

/** What a panel is given. */
export interface ExampleAction {
  readonly parameters: unknown;
  readonly inputs: Readonly<Record<string, readonly Uint8Array<ArrayBuffer>[]>>;
}

/** Smooth random walks in the box, [n, steps, 2]; `pull` is the share of the way to the centre a step. */
export function walks(name: string, n: number, steps: number, pull: number): NdArray<Float32Array> {
  const draws = stream("example figures", name);
  const data = new Float32Array(n * steps * 2);
  for (let i = 0; i < n; i++) {
    let [x, y] = [draws.uniform() * 2.2 - 1.1, draws.uniform() * 2.2 - 1.1];
    let heading = draws.uniform() * 2 * Math.PI;
    for (let t = 0; t < steps; t++) {
      data.set([x, y], (i * steps + t) * 2);
      heading += 0.23 * draws.normal();
      const speed = draws.rayleigh(0.0163);
      x = bounded(x + speed * Math.cos(heading) - pull * x);
      y = bounded(y + speed * Math.sin(heading) - pull * y);
    }
  }
  return { shape: [n, steps, 2], data };
}

function bounded(x: number): number {
  return Math.min(Math.max(x, -1.1), 1.1);
}

/** One file a network. */
export function perNetwork<Result>(
  networks: number,
  encode: (result: Result) => Uint8Array<ArrayBuffer>,
  make: (seed: number) => Result,
): Uint8Array<ArrayBuffer>[] {
  return Array.from({ length: networks }, (_, seed) => encode(make(seed)));
}
