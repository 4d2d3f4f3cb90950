import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const files = await allFiles();
const folders = new Set(
  files.flatMap((file) =>
    file.split("/").slice(0, -1).map((_, i, names) => `${names.slice(0, i + 1).join("/")}/`)
  ),
);

/** What a run writes, or a reader chooses: not in the tree. */
const WRITTEN =
  /^(cache\/\w+|cas|figures\/out|different|quarantine|dist|sweep|lab)\/|^claims\.md$|[<*…]/;

Deno.test("every path that README and docs name exists", async () => {
  const missing: string[] = [];
  for (const document of await documents()) {
    const text = await Deno.readTextFile(new URL(document, root));
    for (const path of pathsIn(text)) {
      if (!exists(path, document)) missing.push(`${document}: ${path}`);
    }
  }
  assert.deepEqual(missing, []);
});

Deno.test("every heading that README and docs link to exists", async () => {
  const missing: string[] = [];
  for (const document of await documents()) {
    const text = await Deno.readTextFile(new URL(document, root));
    for (const [, path, anchor] of text.matchAll(/\]\(((?!https?:)[\w./-]*)#([\w-]+)\)/g)) {
      const target = new URL(path === "" ? document : path!, new URL(document, root));
      const linked = path === "" ? text : await Deno.readTextFile(target);
      if (!anchorsOf(linked).includes(anchor!)) missing.push(`${document}: ${path}#${anchor}`);
    }
  }
  assert.deepEqual(missing, []);
  assert.deepEqual(anchorsOf("# A house, to live in\n"), ["a-house-to-live-in"]);
});

Deno.test("every function that docs/architecture.md places is in that file", async () => {
  const text = await Deno.readTextFile(new URL("docs/architecture.md", root));
  const places = [...text.matchAll(/`(\w+)\(\)`\s+in\s+`([\w./]+)`/g)];
  assert.ok(places.length > 20);
  for (const [, name, file] of places) {
    const source = await Deno.readTextFile(new URL(file!, root));
    // A function, or a method: an indented name at the beginning of a line.
    const declared = `(?:function\\*?|const) ${name}\\b|^  (?:async |\\*)*${name}(?:<[^]*?>)?\\(`;
    assert.match(source, new RegExp(declared, "m"), `${file} declares no ${name}`);
  }
});

Deno.test("a path that is not there is found", () => {
  const text =
    "Edit `lib/stats/gaussian_kde.ts`, `no_such_file.ts` and `lib/no/`, see [x](gone.md)";
  const found = pathsIn(text).filter((path) => !exists(path, "docs/tutorial.md"));
  assert.deepEqual(found, ["lib/no/", "no_such_file.ts", "gone.md"]);
});

/** Path-like words: in code and in links. */
function pathsIn(text: string): string[] {
  const rooms = "lib|pipeline|stages|figures|cli|tests|docs|bench|cache|\\.ci|\\.github";
  const patterns = [
    new RegExp(`(?<![\\w./~+-])((?:${rooms})/[\\w./+*<>…-]*)`, "g"),
    /(?<=`)([\w-]+\.(?:ts|js|md))(?=`)/g,
    /(?<=`)([\w/-]+\/)(?=`)/g,
    /\]\(((?!https?:)[\w./-]+)(?:#[\w-]+)?\)/g,
  ];
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, path]) => path!));
  return [...new Set(found)].map((path) => path.replace(/[.,]+$/, ""))
    .filter((path) => !WRITTEN.test(path));
}

/** The headings of a document as links name them. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)]
    .map(([, heading]) => heading!.toLowerCase().replace(/[^\w\s-]/g, "").replaceAll(" ", "-"));
}

/** From the root, from the document, or, of a bare name or the end of a folder's path, anywhere. */
function exists(path: string, document: string): boolean {
  const beside = `${document.slice(0, document.lastIndexOf("/") + 1)}${path}`;
  const ends = (all: Iterable<string>) => [...all].some((each) => each.endsWith(`/${path}`));
  return [path, beside].some((each) =>
    files.includes(each) || folders.has(each) || folders.has(`${each}/`)
  ) || (path.endsWith("/") ? ends(folders) : !path.includes("/") && ends(files));
}

async function documents(): Promise<string[]> {
  const found = ["README.md"];
  for await (const { name } of Deno.readDir(new URL("docs/", root))) {
    if (name.endsWith(".md")) found.push(`docs/${name}`);
  }
  return found;
}

async function allFiles(): Promise<string[]> {
  const found: string[] = [];
  const list = async (folder: string): Promise<void> => {
    for await (const { name, isDirectory } of Deno.readDir(`${fileURLToPath(root)}${folder}`)) {
      const path = `${folder}${name}`;
      const generated = [".git", "figures/out", "node_modules"].includes(path) ||
        path.startsWith("cache/");
      if (isDirectory && !generated) await list(`${path}/`);
      else if (!isDirectory) found.push(path);
    }
  };
  await list("");
  return found;
}
