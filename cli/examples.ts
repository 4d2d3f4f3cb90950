import type { Command } from "commander";
/** What `--help` shows of each command below its options. */
export const examples: Readonly<Record<string, readonly string[]>> = {
  "reproduce": [
    "deno task reproduce --profile quick",
    "deno task reproduce --profile quick --only fig2e --watch",
    "deno task reproduce --profile quick --set learningRate=0.002 --dry-run",
    "deno task reproduce --profile quick --sweep vanilla.train.sigmaStep=0,0.01 --only train",
    "deno task reproduce --profile quick --experiment docs/examples/noise_factor.ts",
    "deno task reproduce --executor slurm --partition cpu --slurm-arg=--constraint=zen4",
    "deno task reproduce --profile quick --remote-cache https://cache.example.org/lab",
  ],
  "status": [
    "deno task status --profile quick",
    "deno task status --profile quick --why",
    "deno task status --profile quick --set learningRate=0.002 --only fig1",
  ],
  "explain": [
    "deno task explain fig2e --profile quick",
    "deno task explain train --profile quick --set train.learningRate=0.002",
    "deno task explain spatial/vanilla/noisy/unbiased/seed0/train --profile quick",
  ],
  "adopt": [
    "deno task adopt --profile full",
    "deno task adopt --profile quick --only train --batches 50",
  ],
  "graph": [
    "deno task graph --profile quick --only fig2e",
    "deno task graph --profile quick --format svg > graph.svg",
    "deno task graph --profile quick --only fig1b --actions --format dot | dot -Tpdf > graph.pdf",
  ],
  "export": [
    "deno task export --profile quick --out artifacts",
    "deno task export --profile quick --only train --out weights",
  ],
  "publish": [
    "deno task publish --profile quick",
    "deno task publish --profile quick --protocol both --out dist",
  ],
  "import": ["deno task import dist", "deno task import dist --trusted-keys lab.keys"],
  "key": ["deno task key new ~/.config/lab.key"],
  "key new": [
    "deno task key new ~/.config/lab.key",
    "deno task key new ~/.config/lab.key --name lab-2026",
  ],
  "verify": [
    "deno task verify --profile quick",
    "deno task verify --profile quick --sample 5 --seed 1",
  ],
  "cache": ["deno task cache stats"],
  "cache stats": ["deno task cache stats"],
  "cache gc": ["deno task cache gc --dry-run", "deno task cache gc --size 2GB --age 30d"],
  "cache verify": ["deno task cache verify"],
  "completion": [
    'eval "$(deno task --quiet completion bash)"',
    "deno task --quiet completion fish | source",
  ],
};

/** Puts examples below the help of every command. */
export function addExamples(parent: Command, before: string): void {
  for (const command of parent.commands) {
    const name = `${before}${command.name()}`;
    const lines = examples[name]?.map((line) => `\n  ${line}`) ?? [];
    if (lines.length > 0) command.addHelpText("after", `\nExamples:${lines.join("")}`);
    addExamples(command, `${name} `);
  }
}
