/** Columns of boxes, each right of all that it takes from. */
export type Layers = readonly (readonly string[])[];

/** Passes over the columns that straighten the edges; more change little. */
const SWEEPS = 8;

/**
 * Arranges a graph in columns: a box stands one column right of the last of what it needs,
 * and within a column near the middle of its neighbours (Sugiyama's barycentre method).
 */
export function layeredLayout(
  ids: readonly string[],
  edges: readonly (readonly [string, string])[],
): Layers {
  const before = new Map<string, string[]>(ids.map((id) => [id, []]));
  const after = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const [from, to] of edges) {
    before.get(to)?.push(from);
    after.get(from)?.push(to);
  }
  const depth = new Map<string, number>();
  const depthOf = (id: string): number => {
    const known = depth.get(id);
    if (known !== undefined) return known;
    depth.set(id, 0); // grouped actions may form a cycle; its last edge then points back
    const own = Math.max(-1, ...before.get(id)!.map(depthOf)) + 1; // every id has its list
    depth.set(id, own);
    return own;
  };
  const columns: string[][] = [];
  for (const id of ids) (columns[depthOf(id)] ??= []).push(id);
  const layers = columns.filter(() => true); // a cycle leaves holes
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const position = new Map(
      layers.flatMap((layer) => layer.map((id, i) => [id, (i + 0.5) / layer.length] as const)),
    );
    const neighbours = sweep % 2 === 0 ? before : after;
    for (const layer of layers) {
      const middle = new Map(layer.map((id) => {
        const near = neighbours.get(id)!; // every id has its list
        const sum = near.reduce((sum, other) => sum + position.get(other)!, 0);
        return [id, near.length === 0 ? position.get(id)! : sum / near.length];
      }));
      layer.sort((a, b) => middle.get(a)! - middle.get(b)!);
    }
  }
  return layers;
}
