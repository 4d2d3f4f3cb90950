import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { tensorFlags } from "../../../pipeline/execute/v8_flags.ts";

/** What the process prints; V8 compiles with its optimising compiler from the start if told so. */
async function digests(flags: readonly string[], optimised: boolean): Promise<string> {
  const script = fileURLToPath(new URL("../../support/flags_process.ts", import.meta.url));
  const all = optimised ? [...flags, "--no-liftoff"] : flags;
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", ...all.length > 0 ? [`--v8-flags=${all.join(",")}`] : [], script],
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

Deno.test("V8's flags for tensor actions change no bit of a training", async () => {
  const flags = (await tensorFlags()).flatMap((flag) => flag.replace("--v8-flags=", "").split(","));
  const plain = await digests([], false);
  assert.equal(plain.split("\n").length, 5);
  assert.equal(await digests(flags, true), plain);
  assert.equal(await digests([], true), plain);
});
