import type { RunningAction } from "../pipeline/running_action.ts";

export async function run(
  action: RunningAction<{ readonly index: number }, "before", "out">,
): Promise<void> {
  const inputs = await action.readAll("before");
  const size = inputs.reduce((sum, { length }) => sum + length, 0);
  const { index } = action.parameters;
  await action.write("out", new TextEncoder().encode(JSON.stringify({ index, size })));
}
