import { encodeJson } from "../../../lib/files/json.ts";
import { readNpy } from "../../../lib/files/npy.ts";
import type { ActionOf } from "../../../pipeline/stage.ts";
import type { extent } from "./cells_apart.ts";

export async function run(action: ActionOf<typeof extent>): Promise<void> {
  const { data } = readNpy(await action.read("centres"), Float32Array, [null, 2]);
  const along = (axis: number): number => {
    const values = data.filter((_, i) => i % 2 === axis);
    return Math.max(...values) - Math.min(...values);
  };
  await action.write(
    "extent",
    encodeJson({ x: along(0), y: along(1), each: [along(0), along(1)] }),
  );
}
