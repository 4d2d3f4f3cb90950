import { markup } from "../markup.ts";
import { decodedPath } from "./ro_crate_entity.ts";
import type { Entity } from "./ro_crate_entity.ts";

/** What is said of the whole, in this order. */
const PROPERTIES = [
  ["datePublished", "Date"],
  ["creator", "By"],
  ["publisher", "Published by"],
  ["license", "Licence"],
  ["keywords", "Keywords"],
  ["identifier", "Identifier"],
  ["citation", "About"],
  ["conformsTo", "Conforms to"],
] as const;

const STYLE = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;" +
  "padding:0 1rem;color-scheme:light dark}table{border-collapse:collapse}" +
  "td,th{text-align:left;vertical-align:top;padding:.2rem 1rem .2rem 0;overflow-wrap:anywhere}" +
  "img{max-width:100%;background:#fff}li{overflow-wrap:anywhere}";

/**
 * A crate for people, as the page that RO-Crate 1.1 calls `ro-crate-preview.html`: what it is, its
 * workflow's drawing, and its files. It needs neither network nor script.
 */
export function previewPage(graph: readonly Entity[]): string {
  const byId = new Map(graph.map((entity) => [entity["@id"], entity]));
  const root = byId.get("./")!; // the metadata describe it
  const [workflow] = linked(root["mainEntity"], byId);
  const [image] = linked(workflow?.["image"], byId);
  const files = linked(root["hasPart"], byId);
  const folders = Map.groupBy(files, ({ "@id": id }) => id.includes("/") ? folderOf(id) : "");
  const { "@id": _, hasPart: _parts, mentions: _mentions, ...described } = root;
  const data = { "@context": "https://schema.org/", ...described };
  return [
    "<!DOCTYPE html>",
    '<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${text(root["name"])}</title><style>${STYLE}</style>`,
    `<script type="application/ld+json">${
      JSON.stringify(data).replaceAll("<", "\\u003c")
    }</script>`,
    "</head><body>",
    `<h1>${text(root["name"])}</h1><p>${text(root["description"])}</p>`,
    '<p>All of this for machines: <a href="ro-crate-metadata.json">ro-crate-metadata.json</a></p>',
    "<table>",
    ...PROPERTIES.filter(([property]) => root[property] !== undefined).map(([property, title]) =>
      `<tr><th>${title}</th><td>${shown(root[property], byId)}</td></tr>`
    ),
    "</table>",
    ...image === undefined
      ? []
      : [`<h2>${text(workflow!["name"])}</h2>`, `<img src="${id(image)}" alt="The workflow">`],
    "<h2>Files</h2>",
    ...[...folders].map(([folder, inside]) => {
      const items = inside.map((file) =>
        `<li><a href="${id(file)}">${markup(decodedPath(file["@id"]))}</a>: ` +
        `${text(file["description"] ?? file["name"])}</li>`
      );
      const list = `<ul>${items.join("\n")}</ul>`;
      const title = `${markup(decodedPath(folder))}/ (${inside.length})`;
      return folder === "" ? list : `<details><summary>${title}</summary>\n${list}</details>`;
    }),
    "</body></html>",
    "",
  ].join("\n");
}

/** "artifacts" of "artifacts/a/b.npy" */
const folderOf = (path: string): string => path.slice(0, path.indexOf("/"));

const text = (value: unknown): string => markup(String(value ?? ""));
const id = (entity: Entity): string => markup(entity["@id"]);

/** The entities that a property refers to. */
function linked(value: unknown, byId: ReadonlyMap<string, Entity>): Entity[] {
  return [value].flat().flatMap((each) =>
    byId.get((each as { "@id"?: string })?.["@id"] ?? "") ?? []
  );
}

/** A value, a list of values, or the names of entities, linked if they are addresses. */
function shown(value: unknown, byId: ReadonlyMap<string, Entity>): string {
  return [value].flat().map((each) => {
    const [entity] = linked(each, byId);
    if (entity === undefined) return text(each);
    const name = text(entity["name"]);
    return /^https?:/.test(entity["@id"]) ? `<a href="${id(entity)}">${name}</a>` : name;
  }).join(", ");
}
