import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { scriptOf } from "../../pipeline/code/bundle_cache.ts";
import type { Workspace } from "../../pipeline/code/workspace.ts";
import type { Store } from "../../pipeline/store/store.ts";
import { ROOT } from "../project.ts";

/** Of what goes into the script with our own modules. */
const NOTICE =
  "/* Contains Observable Plot (© Observable, Inc.) and D3 (© Mike Bostock), ISC licence: " +
  "permission to use, copy, modify, and/or distribute this software for any purpose with or without " +
  "fee is hereby granted, provided that the above copyright notice and this permission notice appear " +
  'in all copies. The software is provided "as is", without warranty of any kind. */\n';

const ENTRY = pathToFileURL(join(ROOT, "figures", "report", "browser", "main.js"));

/** The script of the report: figures/report/browser/, with what it needs of Observable Plot. */
export async function pageScript(workspace: Workspace, store: Store): Promise<string> {
  return NOTICE + await scriptOf(ENTRY, workspace, store);
}
