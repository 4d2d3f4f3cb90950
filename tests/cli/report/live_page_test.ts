import assert from "node:assert/strict";
import { join } from "node:path";
import { makeLive } from "../../../cli/report/live_page.ts";

Deno.test("makeLive() adds its script once, and another version when the page is another", async () => {
  const folder = await Deno.makeTempDir();
  const write = (text: string) =>
    Deno.writeTextFile(join(folder, "index.html"), `<body>${text}</body>`);
  const read = (name: string) => Deno.readTextFile(join(folder, name));
  await write("one");
  await makeLive(folder);
  const first = await read("live.js");
  assert.match(await read("index.html"), /^<body>one<script>[^]*live\.js[^]*<\/script>\n<\/body>$/);
  await write("one");
  await makeLive(folder);
  assert.equal(await read("live.js"), first);
  await write("two");
  await makeLive(folder);
  assert.notEqual(await read("live.js"), first);
  await Deno.remove(folder, { recursive: true });
});
