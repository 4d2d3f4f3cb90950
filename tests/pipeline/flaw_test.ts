import assert from "node:assert/strict";
import { z } from "zod";
import { flawOf } from "../../pipeline/flaw.ts";

const schema = z.strictObject({
  rate: z.number().positive().max(1).default(1),
  count: z.int().min(2).default(2),
  law: z.enum(["uniform", "gaussian"]).default("uniform"),
  list: z.array(z.number()).min(1).default([0]),
  limit: z.union([z.number(), z.null()]).default(null),
  inner: z.strictObject({ on: z.boolean() }).optional(),
});

const flaw = (value: unknown): string => {
  const { error } = schema.safeParse(value);
  return flawOf(error!.issues[0]!, value, () => ["rate", "count"]); // each value below is wrong
};

Deno.test("flawOf() says what was found and what is expected, in no schema's words", () => {
  const cases: readonly [value: unknown, flaw: string][] = [
    [{ rate: "fast" }, '"rate" is "fast", expected a number'],
    [{ rate: 0 }, '"rate" is 0, expected more than 0'],
    [{ rate: 3 }, '"rate" is 3, expected at most 1'],
    [{ count: 2.5 }, '"count" is 2.5, expected a whole number'],
    [{ count: 1 }, '"count" is 1, expected at least 2'],
    [
      { law: "unifrom" },
      '"law" is "unifrom", expected uniform or gaussian; did you mean "uniform"?',
    ],
    [{ law: 3 }, '"law" is 3, expected uniform or gaussian'],
    [{ list: [] }, '"list" is [], expected at least 1 entry'],
    [{ list: [1, "2"] }, '"list.1" is "2", expected a number'],
    [{ list: 7 }, '"list" is 7, expected a list'],
    [{ limit: "x" }, '"limit" is "x", expected a number or null'],
    [{ inner: {} }, '"inner.on" is missing, expected true or false'],
    [{ inner: true }, '"inner" is true, expected an object'],
    [{ rats: 1 }, 'unknown key "rats"; did you mean "rate"?'],
    [{ entirely: 1 }, 'unknown key "entirely"; known are rate, count'],
    [[], "it is [], expected an object"],
    [{ law: "x".repeat(100) }, `"law" is "${"x".repeat(59)}…, expected uniform or gaussian`],
  ];
  for (const [value, text] of cases) assert.equal(flaw(value), text);
});
