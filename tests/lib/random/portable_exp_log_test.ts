import assert from "node:assert/strict";
import { portableExp, portableLog } from "../../../lib/random/portable_exp_log.ts";

/** Both functions are within 1e-15; Math.exp and Math.log err by less than 2.3e-16. */
const TOLERANCE = 1.3e-15;

Deno.test("portableLog() agrees with Math.log on (0, 1]", () => {
  assert.equal(portableLog(1), 0);
  for (let i = 1; i <= 100_000; i++) near(portableLog(i / 100_001), Math.log(i / 100_001));
  for (let i = 1; i <= 53; i++) {
    near(portableLog(2 ** -i), Math.log(2 ** -i));
    near(portableLog(1 - 2 ** -i), Math.log(1 - 2 ** -i));
  }
});

Deno.test("portableExp() agrees with Math.exp on [-20, 0]", () => {
  assert.equal(portableExp(0), 1);
  for (let i = 0; i <= 100_000; i++) near(portableExp(-i / 5000), Math.exp(-i / 5000));
});

Deno.test("portableExp() and portableLog() give these bits on every machine", () => {
  assert.equal(portableExp(-6.676), 0.0012608111440847696);
  assert.equal(portableLog(0.3), -1.2039728043259361);
});

function near(found: number, wanted: number): void {
  assert.ok(Math.abs(found - wanted) <= TOLERANCE * Math.abs(wanted), `${found} ${wanted}`);
}
