import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { canBeOrdinary, WITHOUT_ROOT } from "../support/ordinary_user.ts";
import { Rig } from "../support/rig.ts";
import { FILES, STAGES } from "../support/rig_modules.ts";
import { amount, covered } from "./amount.ts";

const spec = (value: number) => ({
  stages: STAGES,
  actions: [
    { name: "old", stage: "add", parameters: { value: 1 } },
    { name: "new", stage: "add", parameters: { value }, inputs: { numbers: ["old.out"] } },
  ],
});

/** Runs the rig as a user who is to heed permissions; gives its exit status and what it said. */
async function ordinaryRun(rig: Rig): Promise<{ code: number; said: string; failures: string[] }> {
  const process = await rig.spawn(`exec setpriv ${WITHOUT_ROOT} "$0" "$@" 2>&1`);
  const said = await new Response(process.stdout).text();
  const failures = said.trim().split("\n").map((line) => JSON.parse(line)) // a stack is no JSON
    .filter(({ event }) => event === "failed" || event === "warning")
    .map(({ message }) => message as string); // both have one
  return { code: (await process.status).code, said, failures };
}

Deno.test({
  name: "a file or folder of the cache that may not be read is said in one line or made again",
  ignore: !await canBeOrdinary(),
  fn: async (t) => {
    await using rig = await Rig.create(FILES, spec(2));
    const first = await rig.run();
    const keys = first.events.flatMap((event) => event.event === "executed" ? [event.key] : []);
    const inCache = (...names: string[]): string => join(rig.cache, ...names);
    const old = keys[0]!; // of two actions
    await Deno.mkdir(inCache("work", old), { recursive: true });
    const record = [...Deno.readDirSync(inCache("code"))][0]!.name;
    const paths = [
      ...["cas", "ac", "work", "locks", "runs", "code", "tmp"].map((name) => inCache(name)),
      ...keys.map((key) => inCache("locks", key)),
      inCache("locks", "gc"),
      inCache("locks", "rig.run"),
      inCache("work", old),
      inCache("code", record),
      inCache("runs", "rig.json"),
      inCache("ac", old.slice(0, 2), old),
      rig.blob(first.digests["old.out"]),
      rig.blob(old),
      dirname(rig.blob(first.digests["old.out"])),
    ];
    const modes = [0o000, 0o444, 0o555].slice(0, amount(1, 3));
    let value = 3;
    let healed = 0;
    for (const path of paths) {
      for (const mode of modes) {
        await t.step(`${path.slice(rig.cache.length)} with mode ${mode.toString(8)}`, async () => {
          rig.spec = spec(value++);
          const before = (await Deno.lstat(path)).mode! & 0o777; // not on Windows
          await Deno.chmod(path, mode);
          const { code, said, failures } = await ordinaryRun(rig);
          await Deno.chmod(path, before).catch(() => {}); // it may have been made anew
          assert.ok(failures.every((line) => !/\n|choose .*choose/.test(line)), said);
          if (code === 0 && said.includes('"failed":0')) healed++;
          else assert.ok(failures.length > 0, said);
          const { failed, digests } = await rig.run();
          assert.deepEqual([failed, digests["old.out"]], [[], first.digests["old.out"]]);
        });
      }
    }
    covered(
      `${
        paths.length * modes.length
      } places of a cache that may not be read or written; ${healed} runs ended well`,
    );
  },
});
