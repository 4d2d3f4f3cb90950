import type { Caption, Ran } from "./caption.ts";
import { each, networks, quiescentNoise, sentences, sizeOf } from "./phrases.ts";

/** Fig. S1 (ours) and tables A.1 and A.2. */
export const additions = {
  figS1: (ran) => ({
    title: "Does activity last through quiescence?",
    caption: sentences(
      "Not in the paper. Top: the largest output, relative to its mean over the active phase " +
        "(dashed grey); bottom: the share of steps longer than any active step. Where the first falls " +
        "and the second rises, nothing is replayed although the box may still be covered.",
      `${fadingRollouts(ran)}.`,
      networks(ran) === 1
        ? "One network a condition."
        : `Lines: means over ${
          networks(ran)
        } networks; bands: from the lowest network to the highest.`,
    ),
  }),
  tableA1: () => table("spatial position estimation"),
  tableA2: () => table("head direction estimation"),
} as const satisfies Record<string, (ran: Ran) => Caption>;

/** What each rollout is: its size, its noise, and the steps that count if those are not all. */
function fadingRollouts({ fading }: Ran): string {
  const rollouts = Map.groupBy(fading, ({ rollout }) => rollout);
  return [...rollouts].map(([rollout, members]) => {
    const phases = members.flatMap(({ phase }) => phase ?? []);
    const windows = members.flatMap(({ window }) => window ?? []);
    const shaded = windows.length === 0
      ? ""
      : `, of which steps ${each(windows.map(({ from }) => from))} to ${
        each(windows.map(({ to }) => to))
      } count (shaded)`;
    return `${capital(rollout)}: ${sizeOf(phases)}, ${each(phases.map(quiescentNoise))}${shaded}`;
  }).join(". ");
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function table(task: string): Caption {
  return {
    title: `Hyperparameters, ${task}`,
    caption: "Printed from the configuration that ran. Bold: not the paper's value.",
  };
}
