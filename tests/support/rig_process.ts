/** Runs the rig in the folder that is its argument, printing each event as a line of JSON. */
import { join } from "node:path";
import { stopBundler } from "../../pipeline/code/bundle.ts";
import { messageOf } from "../../pipeline/errors.ts";
import { runRig } from "./rig.ts";
import type { RigSpec } from "./rig.ts";

const folder = Deno.args[0]!;
const spec = JSON.parse(await Deno.readTextFile(join(folder, "spec.json"))) as RigSpec;
try {
  await runRig(folder, spec, {
    checkpointEvery: 0,
    listener: (event) => console.log(JSON.stringify(event)),
  });
} catch (error) {
  console.log(JSON.stringify({ event: "warning", message: messageOf(error) }));
  Deno.exitCode = 1;
}
await stopBundler();
