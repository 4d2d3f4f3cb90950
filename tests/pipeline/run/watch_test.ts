import assert from "node:assert/strict";
import { join } from "node:path";
import { watch } from "../../../pipeline/run/watch.ts";

Deno.test("watch() runs again after an edit, not after a touch, and interrupts what still runs", async () => {
  const folder = await Deno.makeTempDir();
  const [source, log] = [join(folder, "a.ts"), join(folder, "log")];
  await Deno.writeTextFile(source, "1");
  const stop = new AbortController();
  const runs = async () =>
    (await Deno.readTextFile(log).catch(() => "")).split("\n").filter((line) => line !== "");
  const until = async (count: number) => {
    for (let tries = 0; (await runs()).length < count; tries++) {
      assert.ok(tries < 500, `${count} lines, found ${(await runs()).length}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const watching = watch({
    paths: [folder],
    matters: (path) => path.endsWith(".ts"),
    command: () =>
      new Deno.Command("bash", {
        // It says what it read, then works until it is interrupted.
        args: [
          "-c",
          'trap "echo stopped >> $1; exit" INT; echo "read $(cat $0)" >> $1; while :; do sleep 0.05; done',
          source,
          log,
        ],
        stdin: "null",
      }),
    say: () => {},
    stop: stop.signal,
  });
  await until(1);
  await Deno.writeTextFile(source, "1"); // the same bytes
  await Deno.writeTextFile(join(folder, "notes.txt"), "not watched");
  await new Promise((resolve) => setTimeout(resolve, 400));
  assert.deepEqual(await runs(), ["read 1"]);
  await Deno.writeTextFile(source, "2");
  await until(3);
  assert.deepEqual(await runs(), ["read 1", "stopped", "read 2"]);
  stop.abort();
  await watching;
  assert.deepEqual(await runs(), ["read 1", "stopped", "read 2", "stopped"]);
  await Deno.remove(folder, { recursive: true });
});
