import { about } from "./about.ts";

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

/**
 * What a published folder says of itself if its results are not the paper's.
 *
 * @param again the options that give the same results again, in the folder of the sources
 */
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
export const paperReadme = (name: string): string =>
  `# Offline reactivation: results of the profile ${name}

Open \`report/index.html\`: the figures, the claims with their evidence, and how each figure came about.

${CONTENTS}
To run it again, or from another parameter on, with Node.js 20 and the npm registry:

    cd source
    npx -y deno@2.9.6 task import ..
    npx -y deno@2.9.6 task reproduce --profile ${name} --only fig2e

${IMPORTED}`;
