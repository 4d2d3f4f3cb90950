/** Runs the rig in the folder "argument 0" and dies at file operation "argument 1", or lists them. */
import { join } from "node:path";
import { stopBundler } from "../../pipeline/code/bundle.ts";
import { runRig } from "../support/rig.ts";
import type { RigSpec } from "../support/rig.ts";
import { FAULTS } from "./faults.ts";

const [folder, deadly] = [Deno.args[0]!, Number(Deno.args[1])];
const faults = await import(`data:text/javascript,${encodeURIComponent(FAULTS)}`) as {
  onOperations: (at: (number: number, what: string) => Promise<void>) => void;
};
faults.onOperations(async (number, what) => {
  if (Number.isNaN(deadly)) console.log(what);
  if (number !== deadly) return;
  Deno.kill(Deno.pid, "SIGKILL");
  await new Promise(() => {});
});
const spec = JSON.parse(await Deno.readTextFile(join(folder, "spec.json"))) as RigSpec;
await runRig(folder, spec, { checkpointEvery: 0, jobs: 1 });
await stopBundler();
