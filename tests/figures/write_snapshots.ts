/**
 * Writes the snapshots anew, after a change that is meant to be seen; look at what changed:
 * `deno run --allow-read --allow-write tests/figures/write_snapshots.ts`
 */
import { panelIds } from "../../figures/panels.ts";
import { drawExample } from "../support/figures/draw_example.ts";
import { exampleActions, SMALL } from "../support/figures/example_inputs.ts";

const examples = exampleActions(SMALL);
for (const figure of panelIds) {
  const { svg } = await drawExample(figure, examples[figure]);
  await Deno.writeTextFile(new URL(`snapshots/${figure}.svg`, import.meta.url), svg);
}
