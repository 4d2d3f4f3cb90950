import assert from "node:assert/strict";
import { digestOf } from "../../../pipeline/digest.ts";
import type { ActionKey } from "../../../pipeline/digest.ts";
import type { Event } from "../../../pipeline/events.ts";
import { humanReporter } from "../../../pipeline/terminal/reporter.ts";
import type { ReporterOptions } from "../../../pipeline/terminal/reporter.ts";

const train = {
  key: digestOf("train") as ActionKey, // any
  stage: "train",
  label: "spatial/vanilla/noisy/unbiased/seed3/train",
  labels: { task: "spatial", cell: "vanilla", noise: "noisy", bias: "unbiased", seed: 3 },
};
const progress = (done: number): Event => ({
  event: "progress",
  ...train,
  done,
  total: 100,
  unit: "batches",
  note: "loss 2.1e-5",
  left: 60 - done / 2,
});
const events: readonly Event[] = [
  { event: "planned", run: 2, cached: 5, seconds: 60 },
  { event: "started", reason: "it never ran", ...train },
  progress(10),
  progress(30),
  { event: "executed", ...train, seconds: 100, bytes: 2000, left: 20 },
  { event: "failed", ...train, label: "claims", message: "no evidence", detail: "" },
  { event: "done", executed: 1, cached: 5, failed: 1 },
];

/** What the reporter writes, each event some seconds after the one before. */
function told(options: Partial<ReporterOptions>, seconds = 20): string {
  let text = "";
  let now = 0;
  const listener = humanReporter({
    write: (piece) => void (text += piece),
    terminal: false,
    colour: false,
    width: 120,
    level: "normal",
    now: () => now,
    ...options,
  });
  for (const event of events) {
    listener(event);
    now += 1000 * seconds;
  }
  return text;
}

Deno.test("humanReporter() writes plain lines on a pipe, and of a long action one a minute", () => {
  assert.equal(
    told({}, 40),
    `2 actions to run, 5 in the cache; about 1 min
running spatial/vanilla/noisy/unbiased/seed3/train 30/100 batches (30 %), loss 2.1e-5, 2 min 20 s left
done    spatial/vanilla/noisy/unbiased/seed3/train (1 min 40 s, 2.0 kB) [1/2, about 20 s left]
failed  claims: no evidence
1 executed, 5 cached, 1 failed
`,
  );
});

Deno.test("humanReporter() shows stage, condition, seed, loss and time left on a terminal", () => {
  const text = told({ terminal: true });
  assert.ok(
    text.includes(
      "  train  spatial/vanilla/noisy/unbiased  seed 3  30/100 batches (30 %), loss 2.1e-5, 1 min 10 s left\n" +
        "[#############...........] 57 %, 0/2, about 45 s left\n",
    ),
    text,
  );
});

Deno.test("humanReporter() says only what went wrong when it is quiet", () => {
  assert.equal(
    told({ level: "quiet", terminal: true }),
    "failed  claims: no evidence\n1 executed, 5 cached, 1 failed\n",
  );
});

Deno.test("humanReporter() colours only where colours are wanted", () => {
  assert.ok(told({ terminal: true, colour: true }).includes("\x1b[31mfailed  \x1b[0mclaims"));
  assert.ok(!told({ terminal: true }).includes("\x1b[31m"));
});

Deno.test("humanReporter() takes condition and seed from labels, not from the look of a name", () => {
  const shown = (label: string, labels: typeof train.labels | Record<string, string | number>) => {
    let text = "";
    const listener = humanReporter({
      write: (piece) => void (text += piece),
      terminal: true,
      colour: false,
      width: 120,
      level: "normal",
      now: () => 0,
    });
    listener({ event: "started", reason: "", key: train.key, stage: "train", label, labels });
    return text.split("\n")[0]!.trim();
  };
  assert.equal(
    shown("seed1/noisy/seed3/late/train", {
      model: "seed1",
      bias: "noisy",
      seed: 3,
      phase: "late",
    }),
    "train  seed1/noisy/late  seed 3",
  );
  assert.equal(
    shown("model/seed1/train", { model: "model", run: "seed1" }),
    "train  model/seed1/train",
  );
});

Deno.test("humanReporter() shows what an action prints if asked, and where it is kept", () => {
  const lines = (level: ReporterOptions["level"]) => {
    let text = "";
    const write = (piece: string) => void (text += piece);
    const listener = humanReporter({
      write,
      terminal: false,
      colour: false,
      width: 120,
      level,
      now: () => 0,
    });
    listener({ event: "printed", ...train, label: "a", text: "one\ntwo\n" });
    listener({
      event: "failed",
      ...train,
      label: "a",
      message: "no",
      detail: "",
      at: "a.ts:3:1",
      log: "/c/log",
    });
    return text;
  };
  const failed = "failed  a: no (a.ts:3:1); what it printed is in /c/log\n";
  assert.equal(lines("normal"), failed);
  assert.equal(lines("verbose"), `a: one\na: two\n${failed}`);
});
