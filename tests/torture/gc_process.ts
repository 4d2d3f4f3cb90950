/** Collects garbage in the cache "argument 0", again and again, in every way, until it is killed. */
import { collectGarbage } from "../../pipeline/tidy/gc.ts";

const cache = Deno.args[0]!;
for (let turn = 0;; turn++) {
  await collectGarbage(cache, { dryRun: turn % 7 === 0, grace: 0 });
  await collectGarbage(cache, { dryRun: false, size: 0, age: 0, grace: 3600 });
  if (turn === 0) console.log("at work");
}
