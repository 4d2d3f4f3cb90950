import { z } from "zod";
import { defineStage } from "../../pipeline/stage.ts";

export const principalComponents = defineStage({
  name: "pca",
  summary: "Finds the principal components of a network's states",
  parameters: z.strictObject({ units: z.int().positive(), components: z.int().positive() }),
  inputs: { moments: { format: "safetensors" } },
  /**
   * "pca": float64 "mean" [H], "components" [components, H]; "explained": the cumulative shares of
   * the variance.
   */
  outputs: { pca: "safetensors", explained: "json" },
  arithmetic: "plain",
  cost: ({ units, components }) => ({
    seconds: 0.02 + 5e-9 * units ** 3,
    memory: 5e7 + 50 * units ** 2,
    output: 8 * units * (components + 1) + 300,
  }),
  run: new URL("./run.ts", import.meta.url),
});
