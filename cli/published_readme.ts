import { profileNames } from "../stages/configuration/profile.ts";
import { about } from "./about.ts";
import type { PlanOptions } from "./options.ts";
import { runWords } from "./run_words.ts";

/** Every parameter of the experiment, in the published folder: a profile, too. */
export const CONFIGURATION = "configuration.json";

/**
 * The options that give the same results again, in the published folder of the sources.
 *
 * @param name of the configuration; a profile of ours goes by it, any other is in the folder
 */
export function rerunWords(
  name: string,
  options: Pick<PlanOptions, "protocol" | "sweep" | "experiment">,
): string {
  const isOurs = profileNames.some((profile) => profile === name);
  return runWords({ profile: isOurs ? name : `../${CONFIGURATION}`, ...options });
}

const CONTENTS =
  `- \`artifacts/\`: arrays (\`.npy\`: \`numpy.load\`), weights (\`.safetensors\`), tables (\`.json\`), under readable
  names
- \`code/\`: the code of each stage as it ran; \`deno.lock\`: its packages
- \`source/\`: the TypeScript sources, to change and run again
- \`actions.json\`, \`workflow.json\`, \`workflow.svg\`, \`ro-crate-metadata.json\`: what ran with what, as an
  RO-Crate (Provenance Run Crate 0.5); \`ro-crate-preview.html\`: the same to read
- \`SHA256SUMS\`: \`sha256sum --check SHA256SUMS\`
`;

const IMPORTED =
  `\`import\` puts all of it into the cache, so nothing is computed again that is not changed. On a machine
whose arithmetic differs in a bit, actions run again: their keys are others there.
`;

/** What a published folder says of itself if its results are not the paper's. */
export const ownReadme = (title: string, name: string, again: string): string =>
  `# ${title}

An experiment built on ${about.name}, which replicates "${about.paper.title}"
(<${about.paper.url}>); configuration ${name}. Open \`report/index.html\`: its figures and numbers.

${CONTENTS}
To run it again, or changed, with Node.js 20 and the npm registry:

    cd source
    npx -y deno@2.9.6 task import ..
    npx -y deno@2.9.6 task reproduce ${again}

${IMPORTED}`;

/** What it says of itself if they are. */
export const paperReadme = (name: string, again: string): string =>
  `# Offline reactivation: results of the profile ${name}

Open \`report/index.html\`: the figures, the claims with their evidence, and how each figure came about.

${CONTENTS}
To run it again, or from another parameter on, with Node.js 20 and the npm registry:

    cd source
    npx -y deno@2.9.6 task import ..
    npx -y deno@2.9.6 task reproduce ${again} --only fig2e

${IMPORTED}`;
