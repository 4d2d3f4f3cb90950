import { join } from "node:path";
import type { ArtifactRef } from "../../pipeline/graph.ts";
import type { Plan } from "../../pipeline/plan/plan.ts";
import type { CrateSubject } from "../../pipeline/publish/crate_subject.ts";
import { decodePublication, encodePublication } from "../../pipeline/publish/publication.ts";
import type { PublishedAction } from "../../pipeline/publish/publication.ts";
import { writePublication } from "../../pipeline/publish/write_publication.ts";
import type { Signer } from "../../pipeline/store/signature.ts";
import { ALL } from "./remote/machines.ts";
import { planRig } from "./rig.ts";
import type { Rig } from "./rig.ts";

const SUBJECT: CrateSubject = {
  name: "A test",
  description: "Numbers",
  license: "https://spdx.org/licenses/MIT",
  keywords: ["numbers"],
  creators: [{ kind: "person", given: "Ada", family: "Lovelace", orcid: "https://orcid.org/0" }],
  publisher: { kind: "organization", name: "A society" },
  identifiers: [],
  citation: { id: "https://example.org/", name: "Numbers" },
  engine: { name: "test", version: "1.0.0" },
  workflow: { path: "workflow.json", name: "Numbers", description: "Numbers" },
};

/** Publishes what a rig has run, and returns the folder. */
export async function published(rig: Rig, signer?: Signer, targets = ALL): Promise<string> {
  const { plan } = await planRig(rig.folder, rig.spec, { cache: rig.cache, targets });
  const folder = join(rig.folder, "dist");
  await publishPlan(plan, folder, signer);
  return folder;
}

export async function publishPlan(
  plan: Plan,
  folder: string,
  signer?: Signer,
  shareAdopted = false,
): Promise<void> {
  const pathOf = ({ action, output }: ArtifactRef) =>
    `artifacts/${action}${output === "out" ? "" : `-${output}`}.json`;
  const about = { folder, name: "rig", subject: SUBJECT, pathOf, extras: new Map() };
  await writePublication(plan, { ...about, signer, shareAdopted });
}

/** Changes the records of a published folder, with checksums that fit, as a forger would. */
export async function forge(
  folder: string,
  change: (actions: PublishedAction[]) => PublishedAction[],
  name?: string,
): Promise<void> {
  const path = join(folder, "actions.json");
  const publication = decodePublication(await Deno.readFile(path));
  const actions = change([...publication.actions]);
  const forged = { ...publication, actions, name: name ?? publication.name };
  await Deno.writeFile(path, encodePublication(forged));
}
