/**
 * Writes the snapshots anew, after a change that is meant to be seen; look at what changed:
 * `deno run --allow-read --allow-write tests/figures/write_snapshots.ts`
 */
import { drawExample } from "./draw_example.ts";
import { exampleActions, SMALL } from "./example_inputs.ts";

for (const [figure, action] of Object.entries(exampleActions(SMALL))) {
  const { svg } = await drawExample(figure, action);
  await Deno.writeTextFile(new URL(`snapshots/${figure}.svg`, import.meta.url), svg);
}
