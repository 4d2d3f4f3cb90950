import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

interface Measured {
  readonly fused: boolean;
  readonly battery: string;
  readonly warnings: readonly string[];
}

async function measure(flags: readonly string[], ...args: string[]): Promise<Measured> {
  const script = fileURLToPath(new URL("../../support/numerics_process.ts", import.meta.url));
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", ...flags, script, ...args],
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout)) as Measured; // numerics_process.ts prints it
}

Deno.test("The tensor battery tells whether multiply-additions are fused, and nothing is warned of", async () => {
  const [here, unable, without] = await Promise.all([
    measure([]),
    // A processor that cannot fuse; on an ARM processor it says nothing, for all of those can.
    measure(["--v8-flags=--no-enable-fma3"]),
    measure([], "without"),
  ]);
  assert.equal(without.fused, false);
  if (Deno.build.arch === "x86_64") assert.equal(unable.fused, false);
  for (const { battery, fused, warnings } of [here, unable, without]) {
    assert.equal(JSON.parse(battery).fused, fused);
    assert.deepEqual(warnings, []);
    // Rounding twice is the same wherever it is done, and differs from rounding once.
    assert.equal(battery === without.battery, !fused);
    if (fused) assert.equal(battery, here.battery);
  }
});
