import { decodeJson } from "../lib/files/json.ts";
import { type Fading, fadingPanel } from "./parts/fading.ts";
import type { FigureAction, NoParameters } from "./parts/figure_action.ts";
import { publish } from "./parts/panel.ts";

export type Parameters = NoParameters;
/** "fading": list of json Fading, one a network and condition. */
export type Input = "fading";

/** Fig. S1 (ours): whether activity fades and decoded positions jump in long quiescence. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  const files = await action.readAll("fading");
  // The stage of the fading wrote them.
  const measured = files.map((bytes) => decodeJson(bytes) as Fading);
  await publish(action, fadingPanel("figS1", measured));
}
