import assert from "node:assert/strict";
import { parseTimeLimit } from "../../../pipeline/slurm/time_limit.ts";

Deno.test("parseTimeLimit() reads every form that SLURM takes", () => {
  const forms = {
    "90": 90,
    "30:10": 31,
    "1:30:00": 90,
    "1-12": 2160,
    "1-12:30": 2190,
    "1-12:30:01": 2191,
    "0-1": 60,
  };
  for (const [text, minutes] of Object.entries(forms)) assert.equal(parseTimeLimit(text), minutes);
});

Deno.test("parseTimeLimit() refuses anything else", () => {
  for (const text of ["", "0", "2h", "1:2:3:4", "-5", "UNLIMITED"]) {
    assert.throws(() => parseTimeLimit(text), /^UsageError: Cannot use --time/, text);
  }
});
