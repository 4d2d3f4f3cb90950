import assert from "node:assert/strict";
import { join } from "node:path";
import { EnvironmentError } from "../../../pipeline/errors.ts";
import { eventsOf, Rig } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";

const big = `export const run = (action) => action.write("out", new Uint8Array(1 << 20).fill(7));`;
const small = { name: "small", stage: "add", parameters: { value: 1 } };

Deno.test("a disk that takes no more ends the run in one line; the cache stays whole", async () => {
  const stages = { ...STAGES, big: { module: "big.ts" } };
  await using rig = await Rig.create({ ...FILES, "big.ts": big }, { stages, actions: [small] });
  const { digests } = await rig.run();
  rig.spec = { stages, actions: [small, { name: "big", stage: "big" }] };
  // A limit on file sizes stands for a full disk, which not every machine lets a test make.
  const process = await rig.spawn(`trap "" XFSZ; ulimit -f 500`);
  const last = (await Array.fromAsync(eventsOf(process))).at(-1);
  assert.equal((await process.status).code, 1);
  assert.deepEqual(last, {
    event: "warning",
    message: `Cannot write into the cache folder "${rig.cache}": ` +
      "a limit on file sizes or a quota is reached; raise it or choose another folder",
  });
  const run = await rig.run();
  assert.deepEqual(run.executed, ["big"]);
  assert.equal(run.digests["small.out"], digests["small.out"]);
  assert.deepEqual([...Deno.readDirSync(join(rig.cache, "tmp"))], []);
});

Deno.test("a cache folder that cannot be used is named, with what to do", async () => {
  await using rig = await Rig.create(FILES, { stages: STAGES, actions: [small] });
  await rig.write("taken", "");
  const cases: readonly [cache: string, cause: RegExp][] = [
    [join(rig.folder, "taken"), /a file stands where a folder is needed; .* choose another folder/],
    [join(rig.folder, "taken", "cache"), /a file stands where a folder is needed/],
    [
      "/proc/cache",
      /^Cannot make the cache folder "\/proc\/cache\/cas": .*; choose /,
    ],
  ];
  for (const [cache, cause] of cases) {
    await assert.rejects(rig.run({ cache }), (error) => {
      assert.ok(error instanceof EnvironmentError);
      assert.match(error.message, cause);
      assert.ok(error.message.includes(cache) && !error.message.includes("\n"));
      return true;
    });
  }
});
