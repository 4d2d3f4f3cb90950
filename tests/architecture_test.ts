import assert from "node:assert/strict";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundleRunModules, stopBundler } from "../pipeline/code/bundle.ts";
import { readWorkspace } from "../pipeline/code/workspace.ts";
import type { Stage } from "../pipeline/stage.ts";
import { readProfile } from "../stages/configuration/profile.ts";
import { experiment } from "../stages/experiment/experiment.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What the files of a folder may import from other folders; "type": for types only. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  pipeline: [],
  figures: ["lib", "type pipeline"],
  stages: ["lib", "pipeline", "figures"],
  cli: ["lib", "pipeline", "figures", "stages"],
  bench: ["lib", "pipeline", "figures", "stages", "cli", "tests"],
  docs: ["lib", "pipeline", "figures", "stages"],
  tests: ["lib", "pipeline", "figures", "stages", "cli", "bench", "docs"],
};

/** The folders of the pipeline: each imports only those before it, and all import the words at its root. */
const order = ["", "store", "code", "execute", "remote", "plan", "run", "slurm", "tidy", "publish"]
  .concat("explain", "terminal");

interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

const graph = await importGraph();

Deno.test("every source file lies in a folder of the layout", () => {
  const product = [...graph.keys()].filter((file) => !file.startsWith("tests/"));
  for (const file of product) {
    const [folder, next, ...rest] = file.split("/");
    assert.ok(Object.hasOwn(allowed, folder!), `${file} is in no folder of the layout`);
    if (folder === "pipeline" && rest.length > 0) assert.ok(order.includes(next!), file);
    if (folder === "stages") assert.ok(rest.length > 0, `${file} is in no folder of a stage`);
  }
});

Deno.test("imports go one way: cli -> stages -> figures -> lib; lib and pipeline import neither", () => {
  for (const [file, imports] of graph) {
    const folder = file.split("/")[0]!;
    for (const { target, typeOnly } of imports) {
      const to = target.split("/")[0]!;
      const may = to === folder || allowed[folder]?.includes(to) ||
        (typeOnly && allowed[folder]?.includes(`type ${to}`));
      assert.ok(may, `${file} imports ${target}`);
    }
  }
});

Deno.test("a folder of the pipeline imports only those before it, types included", () => {
  const rank = (file: string) => order.indexOf(file.split("/").slice(1, -1).join("/"));
  for (const [file, imports] of graph) {
    if (!file.startsWith("pipeline/")) continue;
    for (const { target } of imports) {
      assert.ok(rank(target) <= rank(file), `${file} imports ${target}, which is above it`);
    }
  }
});

Deno.test("the pipeline's code has no word of neuroscience and knows no seed by its look", async () => {
  for (const file of graph.keys()) {
    if (!file.startsWith("pipeline/")) continue;
    const code = (await Deno.readTextFile(join(root, file)))
      .replace(/\/\*[^]*?\*\/|\/\/.*$/gm, "");
    const words =
      /\b(noisy|noiseless|spatial|quiescent|(un)?biased|vanilla|gru)\b|seed\\|["'`]seed/;
    assert.doesNotMatch(code, words, file);
  }
});

Deno.test("only cli/project.ts knows where the project's folder is", async () => {
  for (const file of graph.keys()) {
    if (!/^(lib|pipeline|cli)\//.test(file) || file === "cli/project.ts") continue;
    assert.doesNotMatch(await Deno.readTextFile(join(root, file)), /new URL\("\.\.[/"]/, file);
  }
});

Deno.test("no file imports itself by any way, types included", () => {
  assert.equal(circle(new Map([["a", ["b"]], ["b", ["c"]], ["c", ["b"]]]))?.join(), "b,c,b");
  const targets = ([file, imports]: [string, readonly Import[]]) =>
    [file, imports.map(({ target }) => target)] as const;
  assert.equal(circle(new Map([...graph].map(targets)))?.join(" -> "), undefined);
});

Deno.test("docs/architecture.md draws these rules, and has a row for each room", async () => {
  const text = await Deno.readTextFile(join(root, "docs/architecture.md"));
  const [rooms, floors] = [...text.matchAll(/^```mermaid\n([^]*?)^```$/gm)].map(([, code]) =>
    code!
  );
  const drawn = [...rooms!.matchAll(/(\w+) -(\.?)-> (\w+)/g)]
    .map(([, from, types, to]) => `${from} -> ${types === "" ? "" : "type "}${to}`);
  const product = ["lib", "pipeline", "figures", "stages", "cli"];
  const ruled = product.flatMap((from) => allowed[from]!.map((to) => `${from} -> ${to}`));
  assert.deepEqual(drawn.sort(), ruled.sort());
  const chain = floors!.replace("flowchart LR", "").trim().split(" --> ");
  assert.deepEqual(chain.reverse(), order.map((folder) => folder || "words"));
  const rows = [...text.matchAll(/^\| `(\w+)\/?`/gm)].map(([, name]) => name!);
  for (const room of [...product, ...order.slice(1)]) assert.ok(rows.includes(room), room);
});

Deno.test("JSON is decoded in lib alone: results are read, checked, by their files in lib/results", async () => {
  for (const file of graph.keys()) {
    if (!/^(figures|stages|cli)\/.*\.ts$/.test(file)) continue;
    assert.doesNotMatch(await Deno.readTextFile(join(root, file)), /\bdecodeJson\b/, file);
  }
});

Deno.test("a run module's bundle holds no code of the pipeline, no schema and no documentation", async () => {
  const stages = await allStages();
  const modules = [...new Set(stages.map(({ run }) => run.href))].map((href) => new URL(href));
  const workspace = await readWorkspace(root);
  const { bundles } = await bundleRunModules(modules, workspace).finally(stopBundler);
  const foreign =
    /^(pipeline|cli|stages\/configuration|figures\/(captions|kinds|panels))\b|\/stages?\.ts$/;
  for (const [i, { sources, specifiers }] of bundles.entries()) {
    const module = relative(root, fileURLToPath(modules[i]!));
    for (const source of sources.map((path) => relative(root, path))) {
      assert.doesNotMatch(source, foreign, `the bundle of ${module} holds ${source}`);
    }
    assert.ok(!specifiers.some((name) => name.startsWith("npm:zod")), `${module} reaches a schema`);
  }
});

Deno.test("every run module is one of a stage", async () => {
  const used = new Set(
    (await allStages()).map(({ run }) => relative(root, fileURLToPath(run.href.split("#")[0]!))),
  );
  for (const file of graph.keys()) {
    if (!/^stages\/.*\b(\w+_)?run\.ts$/.test(file)) continue;
    assert.ok(used.has(file), `${file} is the run module of no stage`);
  }
});

Deno.test("every run module of a stage is run by a test", async () => {
  const tested = new Set(
    [...graph].filter(([file]) => file.startsWith("tests/"))
      .flatMap(([, imports]) => imports.filter(({ typeOnly }) => !typeOnly))
      .map(({ target }) => target),
  );
  for (const { run } of await allStages()) {
    const file = relative(root, fileURLToPath(run.href.split("#")[0]!));
    if (!file.startsWith("stages/")) continue; // panels have snapshots, examples their documents
    assert.ok(tested.has(file), `no test imports ${file}`);
  }
});

Deno.test("stages use only functions of Math that the numerics battery covers or that are exact", async () => {
  const { functions } = await import("../stages/numerics/plain_run.ts");
  const exact =
    "abs ceil clz32 floor fround imul max min round sign sqrt trunc PI E LOG2E SQRT1_2 SQRT2 LN2"
      .split(" ");
  for (const file of graph.keys()) {
    if (!/^(lib|stages|figures)\/.*\.ts$/.test(file)) continue;
    const text = await Deno.readTextFile(join(root, file));
    for (const [, name] of text.matchAll(/\bMath\.(\w+)/g)) {
      assert.ok(exact.includes(name!) || Object.hasOwn(functions, name!), `${file}: Math.${name}`);
    }
    assert.doesNotMatch(text, /\bMath\.random\b|\bDate\.now\b|\bperformance\.now\b/, file);
  }
});

/** Every file of ours with what it imports of ours, by paths from the root. */
async function importGraph(): Promise<ReadonlyMap<string, readonly Import[]>> {
  const files: string[] = [];
  const list = async (folder: string): Promise<void> => {
    for await (const { name, isDirectory } of Deno.readDir(join(root, folder))) {
      const path = folder === "" ? name : `${folder}/${name}`;
      const ours = !name.startsWith(".") && path !== "cache" && path !== "figures/out" &&
        path !== "lib/simd/assembly"; // AssemblyScript
      if (isDirectory && ours) await list(path);
      else if (/\.(ts|js)$/.test(name)) files.push(path);
    }
  };
  await list("");
  const known = new Set(files);
  const read = files.sort().map(async (file) =>
    [file, importsOf(file, await Deno.readTextFile(join(root, file)), known)] as const
  );
  return new Map(await Promise.all(read));
}

function importsOf(file: string, text: string, known: ReadonlySet<string>): Import[] {
  const statement =
    /^(?:import|export)\s(?<type>type\s)?(?<names>[^;"'`()=]*?)"(?<path>\.[^"]+)";/gm;
  const call = /(?<type>typeof )?\bimport\(\s*"(?<path>\.[^"]+)"/g;
  return [...text.matchAll(statement), ...text.matchAll(call)].flatMap(({ groups }) => {
    const { type, names = "", path } = groups!; // both patterns have groups
    const target = relative(root, join(root, dirname(file), path!)).replaceAll("\\", "/");
    const listed = /\{([^}]*)\}/.exec(names)?.[1]?.split(",").map((name) => name.trim()) ?? [];
    const types = listed.filter((name) => name !== "" && !name.startsWith("type ")).length === 0;
    const typeOnly = type !== undefined || (listed.length > 0 && types);
    return known.has(target) ? [{ target, typeOnly }] : []; // else code in a test's string
  });
}

/** A way along the arrows that ends where it began. */
function circle(arrows: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const finished = new Set<string>();
  const walk = (node: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (finished.has(node)) return undefined;
    for (const next of arrows.get(node) ?? []) {
      const found = walk(next, [...way, node]);
      if (found !== undefined) return found;
    }
    finished.add(node);
    return undefined;
  };
  for (const node of arrows.keys()) {
    const found = walk(node, []);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every stage: those of the paper's graph, and those that files of stages/ export. */
async function allStages(): Promise<Stage[]> {
  const { actions } = experiment(await readProfile("smoke"));
  const found = new Set<Stage>([...actions.values()].map(({ stage }) => stage));
  const gather = (value: unknown): void => {
    if (typeof value !== "object" || value === null || value instanceof URL) return;
    if ("run" in value && value.run instanceof URL) found.add(value as Stage); // defineStage made it
    else if (Object.getPrototypeOf(value) === Object.prototype) {
      Object.values(value).forEach(gather);
    }
  };
  for (const file of graph.keys()) {
    if (!file.startsWith("stages/")) continue;
    if (!/\bdefineStage\(/.test(await Deno.readTextFile(join(root, file)))) continue;
    const module: object = await import(pathToFileURL(join(root, file)).href);
    Object.values(module).forEach(gather);
  }
  return [...found];
}
