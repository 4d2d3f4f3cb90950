/** Runs the rig in the folder that is its argument as SLURM jobs, printing each event as JSON. */
import { join } from "node:path";
import { ROOT } from "../../../cli/project.ts";
import { stopBundler } from "../../../pipeline/code/bundle.ts";
import { performOnSlurm } from "../../../pipeline/slurm/perform_on_slurm.ts";
import { runRig } from "../rig.ts";
import type { RigSpec } from "../rig.ts";
import { QUICK } from "./fake_slurm.ts";

const folder = Deno.args[0]!;
const spec = JSON.parse(await Deno.readTextFile(join(folder, "spec.json"))) as RigSpec;
await runRig(folder, spec, {
  jobs: 500,
  checkpointEvery: 0,
  listener: (event) => console.log(JSON.stringify(event)),
  performer: (plan, equipment, warn) =>
    performOnSlurm(plan, equipment, {
      root: ROOT,
      warn,
      leaving: () => Promise.resolve(false),
      times: QUICK,
    }),
});
await stopBundler();
