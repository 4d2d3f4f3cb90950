import assert from "node:assert/strict";
import { amount, covered } from "./amount.ts";

Deno.test({
  name: "actions with threads leave no process, no open file and no scratch behind",
  ignore: Deno.build.os !== "linux", // where what a process holds can be counted
  fn: async () => {
    const { success, stdout } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--quiet", "--allow-all"],
        new URL("./threads_process.ts", import.meta.url).href,
        String(amount(2, 100)),
      ],
      stderr: "inherit",
    }).output();
    assert.ok(success);
    const { actions, before, after, work } = JSON.parse(new TextDecoder().decode(stdout));
    assert.ok(actions >= amount(2, 100));
    assert.deepEqual([after, work], [before, 0]);
    covered(`${actions} actions with two threads each: nothing left behind`);
  },
});
