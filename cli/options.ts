import { protocols } from "../lib/conditions.ts";
import { profileNames } from "../stages/configuration/profile.ts";
import { flag, list, oneOf, positiveInteger, text, threadCount, words } from "./option.ts";
import type { Values } from "./option.ts";

/** What names actions, for a shell. */
export const actionWords = async () => await (await import("./completed_words.ts")).actionWords();
const settingWords = async () => await (await import("./completed_words.ts")).settingWords();
/** What names runs. */
export const runNames = async () => await (await import("./completed_words.ts")).runWords();

export const cache = text("<folder>", "where artifacts are kept (default: cache/)");
export const trustedKeys = text(
  "<keys>",
  "of what others made, use only what these keys signed: a file, or name:base64",
);

/** Options of every command that plans. */
export const planOptions = {
  profile: text("<name>", "smoke, quick, full, or a JSON file (default: full)", profileNames),
  protocol: text(
    "<name>",
    "released (the code's noise, the default), described (the text's) or both",
    [...protocols, "both"],
  ),
  seeds: text("<list>", "seeds of the networks, e.g. 0,2-4"),
  only: words(
    "<names>",
    "figures, groups (fig1, paper) or actions, and what they need",
    actionWords,
  ),
  set: list("<path=value>", "change a parameter", settingWords),
  sweep: list(
    "<path=a,b,...>",
    "run with each value in turn; ranges: 0:0.02:0.005, log(1e-4,1e-1,4)",
    settingWords,
  ),
  experiment: text("<file>", "an experiment of your own, a TypeScript file"),
  engine: text("<name>", "wasm, or blas: faster, with a library of the system", ["wasm", "blas"]),
  blas: text("<file>", "the library for --engine blas (default: in the usual places)"),
  cache,
  remoteCache: text("<url>", "take from an HTTP cache what others made (docs/remote_cache.md)"),
  trustedKeys,
  insecure: flag("send credentials to a remote cache without TLS"),
  adopted: flag("do not use results of earlier code that were adopted", "off"),
  quiet: flag("say only what went wrong"),
  verbose: flag("say more: reasons, cached actions, stacks of errors"),
};

export const jobs = positiveInteger("actions at a time (default: one a core)");
export const threads = threadCount("of each tensor action (default: all cores are used)");
export const json = flag("print one event a line, with its time, on standard output");

/** Of commands that print what they found. */
export const jsonData = flag("print it as JSON");

/** Where actions run. */
export const performerOptions = {
  jobs,
  threads,
  executor: oneOf(["local", "slurm"], "local", "where actions run (docs/cluster.md)"),
  partition: text("<name>", "of SLURM's jobs"),
  account: text("<name>", "of SLURM's jobs"),
  time: text("<limit>", "of each of SLURM's jobs (default: from what actions cost)"),
  slurmArg: list("<arg>", "a further argument of sbatch"),
};

export type PerformerOptions = Partial<Values<typeof performerOptions>>;

export const out = text("<folder>", "where the figures go (default: figures/out/<profile>/)");
export const remoteUpload = flag("give the remote cache what is made here");

/** What is signed for others. */
export const signingOptions = {
  signKey: text("<file>", "sign the results that are given to others"),
  shareAdopted: flag("give others adopted results, too"),
};

/** What a plan follows from, whichever command has the options. */
export type PlanOptions = Values<
  typeof planOptions & typeof signingOptions & {
    readonly out: typeof out;
    readonly threads: typeof threads;
    readonly remoteUpload: typeof remoteUpload;
  }
>;
