/** Run modules for rigs, as source text. */

/** Adds the parameter "value" to the sum of its inputs. */
export const ADD = `import { text } from "./text.ts";
export async function run(action) {
  const inputs = await action.readAll("numbers");
  const sum = inputs.reduce((sum, bytes) => sum + JSON.parse(new TextDecoder().decode(bytes)), 0);
  await action.write("out", text(sum + action.parameters.value));
}`;

export const TEXT =
  `export const text = (value) => new TextEncoder().encode(JSON.stringify(value));`;

/** Takes "steps" steps of 10 ms, and tells from which step on. */
export const STEPS = `import { text } from "./text.ts";
export async function run(action) {
  const saved = await action.restored();
  let { step, sum } = saved ? JSON.parse(new TextDecoder().decode(saved)) : { step: 0, sum: 7 };
  const note = "from " + step;
  const total = action.parameters.steps;
  while (step < total) {
    step++;
    sum = (sum * 31 + step) % 1000003;
    await new Promise((resolve) => setTimeout(resolve, 10));
    await action.progress({ done: step, total, unit: "steps", note }, () => text({ step, sum }));
  }
  await action.write("out", text(sum));
}`;

/** The stages of these modules. */
export const STAGES = {
  add: {
    module: "add.ts",
    inputs: { numbers: { format: "json", list: true, optional: true } },
  },
  steps: { module: "steps.ts" },
} as const;

export const FILES = { "add.ts": ADD, "steps.ts": STEPS, "text.ts": TEXT };
