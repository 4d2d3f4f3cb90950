import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleScript } from "../../pipeline/code/bundle_script.ts";
import { readWorkspace } from "../../pipeline/code/workspace.ts";
import { ROOT } from "../project.ts";

/** Of what goes into the script with our own modules. */
const NOTICE =
  "/* Contains Observable Plot (© Observable, Inc.) and D3 (© Mike Bostock), ISC licence: " +
  "permission to use, copy, modify, and/or distribute this software for any purpose with or without " +
  "fee is hereby granted, provided that the above copyright notice and this permission notice appear " +
  'in all copies. The software is provided "as is", without warranty of any kind. */\n';

/** The script of the report: figures/report/browser/, with what it needs of Observable Plot. */
export async function pageScript(): Promise<string> {
  const workspace = await readWorkspace(ROOT);
  return NOTICE +
    await bundleScript(
      pathToFileURL(join(ROOT, "figures", "report", "browser", "main.js")),
      workspace,
    );
}
