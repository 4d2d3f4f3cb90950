import assert from "node:assert/strict";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { configurationSchema } from "../stages/configuration.ts";
import { experiment } from "../stages/experiment/experiment.ts";
import { batteries } from "../stages/numerics/numerics.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What the files of a folder may import from other folders; "type": for types only. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  pipeline: [],
  figures: ["lib", "type pipeline"],
  stages: ["lib", "pipeline", "figures"],
};

interface Import {
  readonly file: string;
  readonly folder: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

async function* sources(folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(join(root, folder))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory && path !== "figures/out") yield* sources(path);
    else if (path.endsWith(".ts")) yield path;
  }
}

async function imports(file: string): Promise<Import[]> {
  const text = await Deno.readTextFile(join(root, file));
  const pattern = /^(?:import|export)\s+(type\s)?[^;]*?from\s+"(\.[^"]+)";/gms;
  return [...text.matchAll(pattern)].map(([, type, path]) => ({
    file,
    folder: file.split("/")[0]!,
    target: relative(root, join(root, dirname(file), path!)),
    typeOnly: type !== undefined,
  }));
}

Deno.test("imports go one way: cli -> stages, figures -> lib; the pipeline knows none of them", async () => {
  for (const folder of Object.keys(allowed)) {
    for await (const file of sources(folder)) {
      for (const { target, typeOnly } of await imports(file)) {
        const to = target.split("/")[0]!;
        const may = to === folder || allowed[folder]!.includes(to) ||
          (typeOnly && allowed[folder]!.includes(`type ${to}`));
        assert.ok(may, `${file} imports ${target}`);
      }
    }
  }
});

/** The run modules of all stages of the experiment, and of the numerics batteries. */
function runModules(): Set<string> {
  const { actions } = experiment(configurationSchema.parse({}), ["released"]);
  const stages = [...[...actions.values()].map(({ stage }) => stage), ...Object.values(batteries)];
  return new Set(stages.map(({ run }) => relative(root, fileURLToPath(run))));
}

Deno.test("run modules hold no code of the pipeline, no schema and no definition", async () => {
  const seen = new Set<string>();
  const reach = async (file: string): Promise<void> => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { target, typeOnly } of await imports(file)) {
      if (typeOnly) continue;
      assert.ok(!target.startsWith("pipeline/"), `${file} imports ${target}`);
      await reach(target);
    }
  };
  const modules = runModules();
  for (const file of modules) await reach(file);
  for (const file of seen) {
    const text = await Deno.readTextFile(join(root, file));
    assert.doesNotMatch(
      text,
      /^import (?!type)[^;]*from "zod"/m,
      modules.has(file) ? file : `${file} is reached`,
    );
  }
});

Deno.test("stages use only functions of Math that the numerics battery covers or that are exact", async () => {
  const { functions } = await import("../stages/numerics/plain_run.ts");
  const exact = new Set(
    "abs ceil clz32 floor fround imul max min round sign sqrt trunc PI E LOG2E SQRT1_2 SQRT2 LN2"
      .split(
        " ",
      ),
  );
  for (const folder of ["lib", "stages", "figures"]) {
    for await (const file of sources(folder)) {
      const text = await Deno.readTextFile(join(root, file));
      for (const [, name] of text.matchAll(/\bMath\.(\w+)/g)) {
        assert.ok(exact.has(name!) || Object.hasOwn(functions, name!), `${file} uses Math.${name}`);
      }
      assert.doesNotMatch(text, /\bMath\.random\b|\bDate\.now\b|\bperformance\.now\b/, file);
    }
  }
});
