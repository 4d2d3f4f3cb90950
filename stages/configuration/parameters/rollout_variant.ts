import { z } from "zod";
import { notNegative, parameter } from "./parameter.ts";

/** How a rollout differs from the network as it was trained; by default, not at all. */
export const rolloutVariant = z.strictObject({
  fluctuations: parameter(notNegative(1), {
    text: "Factor on the deviations of the noise from its mean, which stays",
    symbol: "c",
    unit: "1",
    source: "beyond.md B, E",
  }),
  friction: parameter(z.number().positive().max(1).default(1), {
    text: "Share of the velocity that a step takes away; 1 is no momentum",
    symbol: "λ",
    unit: "1",
    source: "beyond.md E",
  }),
  adaptation: parameter(notNegative(0), {
    text: "Threshold over activity in a steady state; 0 is no adaptation",
    symbol: "b",
    unit: "1",
    source: "beyond.md E",
  }),
  adaptationTime: parameter(z.number().min(1).default(8), {
    text: "Time constant of the adaptation",
    symbol: "τ_a",
    unit: "steps",
    source: "beyond.md E",
  }),
});

export type RolloutVariant = z.output<typeof rolloutVariant>;
