import { join } from "node:path";
import { comparisonPage } from "../../figures/comparison_page.ts";
import { panels } from "../../figures/panels.ts";
import { figureName } from "../../figures/parts/figure_name.ts";
import { materialise } from "../../pipeline/store/materialise.ts";
import type { Store } from "../../pipeline/store/store.ts";
import { plainPath } from "../artifact_path.ts";
import { isSame } from "./compare_sides.ts";
import type { SidesCompared } from "./compare_sides.ts";
import { notesOn, valueText } from "./comparison_lines.ts";
import type { Made } from "./side.ts";

/** Figure 2 before Figure 10. */
const inOrder = new Intl.Collator("en", { numeric: true });

/** Writes the page of a comparison into a folder, with the pictures that it shows. Tells the page. */
export async function writePage(
  store: Store,
  compared: SidesCompared,
  folder: string,
): Promise<string> {
  const pairs = [...compared.figures].filter(([, pair]) => !isSame(...pair));
  const figures = pairs.map(async ([, [a, b]]) => ({
    name: titleOf(a),
    summary: isPanel(a) ? "" : a.action.stage.summary,
    a: await writePicture(store, a, folder, "a"),
    b: await writePicture(store, b, folder, "b"),
  }));
  const measures = compared.measures.filter(({ same }) => !same);
  const page = comparisonPage({
    a: compared.a,
    b: compared.b,
    notes: notesOn(compared),
    parameters: compared.parameters.map(({ path, unit, a, b }) =>
      [path, unit, valueText(a), valueText(b)] as const
    ),
    measures,
    sameMeasures: compared.measures.length - measures.length,
    claims: compared.claims,
    figures: (await Promise.all(figures)).sort((a, b) => inOrder.compare(a.name, b.name)),
    sameFigures: [...compared.figures.values()].filter((pair) => isSame(...pair))
      .map(([a]) => titleOf(a)).sort(inOrder.compare),
    only: compared.only,
  });
  const path = join(folder, "index.html");
  await materialise(path, new TextEncoder().encode(page));
  return path;
}

/** Writes the picture that an action drew, and tells its address; "" if it is not there. */
async function writePicture(
  store: Store,
  { action, result }: Made,
  folder: string,
  side: string,
): Promise<string> {
  const outputs = Object.values(result.outputs);
  const picture =
    ["svg", "png"].flatMap((format) => outputs.filter((each) => each.format === format))[0];
  const bytes = picture && await store.readBlob(picture.digest);
  if (bytes === undefined) return "";
  const path = `${side}/${plainPath(action.name)}.${picture!.format}`;
  await materialise(join(folder, path), bytes);
  return path.split("/").map(encodeURIComponent).join("/");
}

/** Whether it is one of the paper's, which have a title in them. */
const isPanel = ({ action }: Made): boolean => Object.hasOwn(panels, action.stage.name);

/** "Figure 1d", and by what else it is told from others. */
function titleOf(made: Made): string {
  const { name, labels, stage } = made.action;
  if (!isPanel(made)) return name;
  const { group: _, ...others } = labels; // "figures"
  return [figureName(stage.name), ...Object.values(others)].join(", ");
}
