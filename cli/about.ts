import type { Agent, Identifier } from "../pipeline/publish/crate_subject.ts";

const developers: Agent = {
  kind: "organization",
  name: "The offline-reactivation developers",
};

/**
 * What this project and its results say of themselves, in one place: CITATION.cff is written from it
 * (`deno task reference`), and so are the metadata of what is published. Whoever publishes results of
 * their own puts their names here.
 */
export const about = {
  name: "offline-reactivation",
  version: "1.0.0",
  abstract:
    'A replication of "Sufficient conditions for offline reactivation in recurrent neural networks" ' +
    "from the first random number to every figure, with cached, explained and reproducible results.",
  license: "MIT",
  keywords: [
    "recurrent neural networks",
    "offline reactivation",
    "replay",
    "path integration",
    "replication",
    "provenance",
  ],
  creators: [developers] as readonly Agent[],
  publisher: developers,
  /** Of this software: a DOI, an address; none yet. */
  identifiers: [] as readonly Identifier[],
  paper: {
    title: "Sufficient conditions for offline reactivation in recurrent neural networks",
    authors: [
      ["Nanda H.", "Krishna"],
      ["Colin", "Bredenberg"],
      ["Daniel", "Levenstein"],
      ["Blake A.", "Richards"],
      ["Guillaume", "Lajoie"],
    ],
    venue: "International Conference on Learning Representations",
    year: 2024,
    url: "https://arxiv.org/abs/2505.17003",
    identifiers: [{ type: "other", value: "arXiv:2505.17003", description: "Preprint" }],
  },
  authorsCode: {
    title: "RNNReactivation",
    notes: 'The authors\' own code, in PyTorch; the reference for protocol "released"',
    license: "BSD-3-Clause",
    url: "https://github.com/nandahkrishna/RNNReactivation",
  },
} as const;
