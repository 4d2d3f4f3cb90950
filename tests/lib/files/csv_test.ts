import assert from "node:assert/strict";
import { decodeCsv, encodeCsv } from "../../../lib/files/csv.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("encodeCsv() quotes as RFC 4180 says", () => {
  const table = {
    columns: ["sigmaStep", "condition", "seed", "value"],
    rows: [[0, 'a "b", c', 0, 1.5], [0.01, "σ", null, -2e-300]],
  };
  const text = 'sigmaStep,condition,seed,value\r\n0,"a ""b"", c",0,1.5\r\n0.01,σ,,-2e-300\r\n';
  assert.equal(new TextDecoder().decode(encodeCsv(table)), text);
  assert.deepEqual(decodeCsv(bytes(text)), {
    columns: table.columns,
    rows: [["0", 'a "b", c', "0", "1.5"], ["0.01", "σ", "", "-2e-300"]],
  });
});

Deno.test("decodeCsv() reads any ends of lines, and cells that hold them", () => {
  const columns = ["x", "y"];
  for (const end of ["\n", "\r", "\r\n"]) {
    assert.deepEqual(decodeCsv(bytes(`x,y${end}1,${end}`)), { columns, rows: [["1", ""]] });
    assert.deepEqual(decodeCsv(bytes(`x,y${end}"1${end}2",3`)), {
      columns,
      rows: [[`1${end}2`, "3"]],
    });
  }
  assert.deepEqual(decodeCsv(bytes("\ufeffx\n")), { columns: ["x"], rows: [] });
});

Deno.test("decodeCsv() refuses rows of other lengths and bad quotes, by row", () => {
  assert.throws(() => decodeCsv(bytes("x,y\n1,2\n3\n")), /row 3 has 1 cells, expected 2$/);
  assert.throws(() => decodeCsv(bytes('x,y\n1,2\n"3,4\n')), /row 3 is quoted badly$/);
});
