import assert from "node:assert/strict";
import { sigmoid } from "../../../lib/networks/sigmoid.ts";
import { Sigmoids } from "../../../lib/networks/sigmoids.ts";
import { tanh } from "../../../lib/networks/tanh.ts";
import { stream } from "../../../lib/random/stream.ts";

const random = stream("sigmoids");
const values = [
  ...[0, -0, NaN, Infinity, -Infinity, 1e-4, -1e-4, 9e-5, 1e-300, 5e-324, 87, -87, 88, -88, 1e300],
  ...Array.from({ length: 10_000 }, (_, i) => 10 ** (i % 8 - 4) * random.normal()),
];

for (const [name, scalar] of [["sigmoid", sigmoid], ["tanh", tanh]] as const) {
  Deno.test(`Sigmoids.${name}() has the bits of ${name}() for each number`, () => {
    for (const list of [values, values.slice(0, 1), values.slice(0, 7)]) {
      const row = new Sigmoids(list.length);
      row.values.set(list);
      row[name](list.length);
      assert.deepEqual([...row.values.subarray(0, list.length)], list.map(scalar));
    }
  });
}
