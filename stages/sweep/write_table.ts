import { parquetWriteBuffer } from "hyparquet-writer";
import type { TidyTable } from "../../lib/results/sweep_table.ts";

/** A table as Parquet: columns of 64-bit floats where all is numbers, else of texts. */
export function encodeParquet({ columns, rows }: TidyTable): Uint8Array<ArrayBuffer> {
  const buffer = parquetWriteBuffer({
    columnData: columns.map((name, i) => {
      const cells = rows.map((row) => row[i]!);
      const numbers = cells.every((cell) => cell === null || typeof cell === "number");
      return {
        name,
        type: numbers ? "DOUBLE" as const : "STRING" as const,
        data: numbers ? cells : cells.map((cell) => cell === null ? null : String(cell)),
        nullable: true,
      };
    }),
  });
  return new Uint8Array(buffer);
}
