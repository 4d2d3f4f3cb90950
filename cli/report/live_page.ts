import { join } from "node:path";
import { digestOf } from "../../pipeline/digest.ts";
import { materialise } from "../../pipeline/store/materialise.ts";

/** Asks each second which version of the page there is; works from file://, where fetch does not. */
const SCRIPT = `<script>
globalThis.showVersion = (version) => {
  globalThis.pageVersion ??= version;
  if (version !== globalThis.pageVersion) location.reload();
};
const ask = () => {
  const script = document.createElement("script");
  script.src = "live.js?" + new Date().getTime();
  script.onload = script.onerror = () => script.remove();
  document.head.append(script);
};
ask();
setInterval(ask, 1000);
</script>
`;

/**
 * Makes the page in a folder of figures show what changes while it is open. The next run without
 * --watch writes the page as it is otherwise.
 */
export async function makeLive(folder: string): Promise<void> {
  const path = join(folder, "index.html");
  const page = await Deno.readTextFile(path);
  const end = page.lastIndexOf("</body>");
  const live = `${page.slice(0, end)}${SCRIPT}${page.slice(end)}`;
  await materialise(path, new TextEncoder().encode(live));
  // Last, so that nobody reloads before the page is there.
  const version = `showVersion("${digestOf(page)}");\n`;
  await materialise(join(folder, "live.js"), new TextEncoder().encode(version));
}
