import type { Agent, Identifier } from "../pipeline/publish/crate_subject.ts";
import { about } from "./about.ts";

type Yaml = string | number | readonly Yaml[] | { readonly [name: string]: Yaml };

/** The text of CITATION.cff (https://citation-file-format.github.io, version 1.2.0). */
export function citationFile(): string {
  const { paper, authorsCode } = about;
  return lines({
    "cff-version": "1.2.0",
    message: "Please cite the paper that this software replicates.",
    title: about.name,
    abstract: about.abstract,
    type: "software",
    version: about.version,
    license: about.license,
    keywords: about.keywords,
    ...identified(about.identifiers),
    authors: about.creators.map(agent),
    "preferred-citation": {
      type: "conference-paper",
      title: paper.title,
      authors: paper.authors.map(person),
      "collection-title": paper.venue,
      conference: { name: paper.venue },
      year: paper.year,
      url: paper.url,
      ...identified(paper.identifiers),
    },
    references: [{
      type: "software",
      title: authorsCode.title,
      notes: authorsCode.notes,
      license: authorsCode.license,
      "repository-code": authorsCode.url,
      authors: paper.authors.slice(0, 1).map(person),
    }],
  }).map((line) => `${line}\n`).join("");
}

function identified(identifiers: readonly Identifier[]): { readonly [name: string]: Yaml } {
  return identifiers.length === 0 ? {} : { identifiers: identifiers.map((each) => ({ ...each })) };
}

function agent(from: Agent): Yaml {
  if (from.kind === "organization") {
    return { name: from.name, ...from.url === undefined ? {} : { website: from.url } };
  }
  const { given, family, orcid } = from;
  return { ...person([given, family]), ...orcid === undefined ? {} : { orcid } };
}

const person = ([given, family]: readonly [string, string]) => ({
  "family-names": family,
  "given-names": given,
});

/** Block style; a text that might mean something else to a reader of YAML stands in quotes, as JSON. */
function lines(value: Yaml): string[] {
  if (typeof value !== "object") return [scalar(value)];
  if (Array.isArray(value)) {
    return value.flatMap((item) => lines(item).map((line, i) => `${i === 0 ? "- " : "  "}${line}`));
  }
  return Object.entries(value).flatMap(([name, item]) =>
    typeof item === "object"
      ? [`${name}:`, ...lines(item).map((line) => `  ${line}`)]
      : [`${name}: ${scalar(item)}`]
  );
}

function scalar(value: string | number): string {
  const isPlain = typeof value === "number" ||
    /^[A-Za-z](?!.*(?:: | #|:$))[\w .,;:/()-]*$/.test(value);
  return isPlain ? String(value) : JSON.stringify(value);
}
