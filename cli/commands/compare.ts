import { join } from "node:path";
import { counted } from "../../pipeline/amount.ts";
import { Store } from "../../pipeline/store/store.ts";
import { runNames as namesOf } from "../../pipeline/tidy/runs.ts";
import { assertOutsideCache } from "../assert_outside_cache.ts";
import { cacheFolder } from "../cache_folder.ts";
import { defineCommand, EXIT } from "../command.ts";
import { compareSides, isSame } from "../compare/compare_sides.ts";
import type { SidesCompared } from "../compare/compare_sides.ts";
import { comparisonLines } from "../compare/comparison_lines.ts";
import { readRunName, readSide } from "../compare/side.ts";
import type { RunName, Side } from "../compare/side.ts";
import { writePage } from "../compare/write_page.ts";
import { text } from "../option.ts";
import { cache, jsonData, runNames } from "../options.ts";
import { FIGURES_FOLDER } from "../project.ts";
import { print, terminalWidth, warnOfPlan } from "../say.ts";

const run = {
  description: "as deno task runs lists it, or a report's folder",
  completed: runNames,
};

export const compare = defineCommand({
  name: "compare",
  description: "set two runs side by side: parameters, measures, claims, figures",
  examples: [
    "deno task compare quick quick+1a2b3c4d",
    "deno task compare figures/out/quick figures/out/quick-described --json",
  ],
  options: {
    cache,
    out: text("<folder>", "where the page goes (default: figures/out/compare/<A>..<B>/)"),
    json: jsonData,
  },
  argument: { name: "<A>", ...run },
  second: { name: "<B>", ...run },
  async run({ cache, out, json }, first, second) {
    const root = await cacheFolder(cache);
    const known = await namesOf(root);
    const names = await Promise.all([first, second].map((word) => readRunName(word, known)));
    const [one, other] = ofOneKind(names[0]!, names[1]!); // as many as words
    const folder = out ?? join(FIGURES_FOLDER, "compare", `${idOf(one)}..${idOf(other)}`);
    await assertOutsideCache(folder, root);
    const store = await Store.open(root, warnOfPlan);
    const [a, b] = [await readSide(store, one), await readSide(store, other)];
    const compared = await compareSides(store, a, b);
    const same = isAllSame(compared);
    const page = same ? undefined : await writePage(store, compared, folder);
    if (json) print([JSON.stringify({ isSame: same, ...asData(compared), page })]);
    else if (same) {
      print([
        `${a.name} and ${b.name} are the same: ${
          counted(compared.shared, "result")
        }, byte for byte`,
      ]);
    } else print([...comparisonLines(compared, terminalWidth()), "", `Side by side in ${page}`]);
    return EXIT.done;
  },
});

/** If one is a protocol's report, a run stands for the report of the default protocol. */
function ofOneKind(a: RunName, b: RunName): readonly [RunName, RunName] {
  if (a.protocol === undefined && b.protocol === undefined) return [a, b];
  return [{ ...a, protocol: a.protocol ?? "released" }, {
    ...b,
    protocol: b.protocol ?? "released",
  }];
}

/** What is printed as JSON. */
function asData({ a, b, shared, same, figures, ...compared }: SidesCompared) {
  const side = ({ name, words, stale, gone }: Side) => ({ name, words, stale, gone });
  const alike = Map.groupBy(figures, ([, pair]) => isSame(...pair));
  const names = (same: boolean): string[] => (alike.get(same) ?? []).map(([name]) => name);
  return {
    a: side(a),
    b: side(b),
    results: { shared, same },
    ...compared,
    figures: { same: names(true), different: names(false) },
  };
}

const idOf = ({ run, protocol }: RunName): string =>
  protocol === undefined || protocol === "released" ? run : `${run}-${protocol}`;

function isAllSame({ shared, same, only, parameters }: SidesCompared): boolean {
  return shared > 0 && same === shared && only.a.length + only.b.length + parameters.length === 0;
}
