import { additions } from "./captions/additions.ts";
import { appendixC } from "./captions/appendix_c.ts";
import type { Caption, Ran } from "./captions/caption.ts";
import { distances } from "./captions/distances.ts";
import { figure1 } from "./captions/figure1.ts";
import { figure2 } from "./captions/figure2.ts";
import { headDirection } from "./captions/head_direction.ts";
import { learnedUpdate } from "./captions/learned_update.ts";
import { noiseFactor } from "./captions/noise_factor.ts";
import { replay } from "./captions/replay.ts";
import { memory } from "./captions/memory.ts";
import type { PanelId } from "./panels.ts";

/** What each panel shows, as it ran. */
export const captions: Readonly<Record<PanelId, (ran: Ran) => Caption>> = {
  ...figure1,
  ...figure2,
  ...headDirection,
  ...appendixC,
  ...additions,
  ...memory,
  ...learnedUpdate,
  ...distances,
  ...noiseFactor,
  ...replay,
};
