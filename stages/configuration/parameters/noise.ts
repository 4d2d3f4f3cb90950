import { z } from "zod";
import { PAPER, parameter } from "./parameter.ts";

export const noiseLaw = z.enum(["none", "uniform", "gaussian"]);

/** sigma_step xi, added to each unit in each step. Without effect, the law is "none". */
export const noise = z.strictObject({
  law: parameter(noiseLaw, {
    text: "Law of xi: N(0, 1), or uniform on [0, 1)",
    source: "D1",
  }),
  sigma: parameter(z.number().nonnegative(), {
    text: "Factor on xi",
    symbol: "σ_step",
    unit: "1",
    source: PAPER,
  }),
});
