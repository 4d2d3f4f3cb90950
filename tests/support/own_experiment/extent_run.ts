import { parquetWriteBuffer } from "hyparquet-writer";
import { encodeCsv } from "../../../lib/files/csv.ts";
import { encodeJson } from "../../../lib/files/json.ts";
import { readNpy } from "../../../lib/files/npy.ts";
import type { ActionOf } from "../../../pipeline/stage.ts";
import type { extent } from "./cells_apart.ts";

export async function run(action: ActionOf<typeof extent>): Promise<void> {
  const { data } = readNpy(await action.read("centres"), Float32Array, [null, 2]);
  const coordinates = (axis: number): number[] => [...data.filter((_, i) => i % 2 === axis)];
  const along = (axis: number): number => {
    const values = coordinates(axis);
    return Math.max(...values) - Math.min(...values);
  };
  const [x, y] = [coordinates(0), coordinates(1)];
  const rows = x.map((each, i) => [each, y[i]!]);
  await action.write("table", encodeCsv({ columns: ["x", "y"], rows }));
  const columnData = [{ name: "x", data: x, type: "DOUBLE" as const }];
  await action.write("columns", new Uint8Array(parquetWriteBuffer({ columnData })));
  await action.write(
    "extent",
    encodeJson({ x: along(0), y: along(1), each: [along(0), along(1)] }),
  );
}
