import assert from "node:assert/strict";
import { join } from "node:path";
import { keep } from "../../cli/full.ts";
import { BEYOND_CLAIMS } from "../../cli/beyond.ts";
import { sheetHtml, sheetsOf } from "../../figures/sheet.ts";
import { decodeCsv } from "../../lib/files/csv.ts";
import { readClaims } from "../../lib/results/claims.ts";

const FILES = {
  svgHref: "fig1.svg",
  pngHref: "fig1.png",
  pdfHref: "fig1.pdf",
  action: "figures/fig1",
};

/** Fig. 1 as the page has it, with two panels. */
function sheets(files: typeof FILES): string {
  const entries = ["fig1a", "fig1d"].map((id) => ({
    ...files,
    id,
    title: "",
    caption: "",
    noise: "",
    svg: '<svg viewBox="0 0 180 90"/>',
  }));
  return sheetsOf(entries).map((sheet) => sheetHtml(sheet, files, "")).join("\n");
}

const PAGE =
  `<nav aria-label="Other reports"><p>Other reports: <a href="../full-described/index.html">described</a></p></nav>
<main>${sheets(FILES)}</main>
`;

Deno.test("deno task full keeps the page without dead links, the claims, and their measures by seed", async (t) => {
  const folder = await Deno.makeTempDir();
  const [report, out] = [join(folder, "report"), join(folder, "kept")];
  await Deno.mkdir(report);
  const claims = await Deno.readFile(BEYOND_CLAIMS);
  await Deno.writeFile(join(report, "claims.json"), claims);
  await Deno.writeTextFile(join(report, "claims.md"), "# Claims\n");
  await Deno.writeTextFile(join(report, "index.html"), PAGE);
  await keep(report, out);

  await t.step("the page", async () => {
    const page = await Deno.readTextFile(join(out, "index.html"));
    assert.doesNotMatch(page, /Other reports|href|SVG|PNG|PDF/);
    assert.equal(page.match(/<p class="files">[^<]*<\/p>/g)?.length, 3, "for the script's buttons");
    assert.match(page, /<main>[^]* id="fig1d"[^]*<svg [^]*<\/main>\n$/);
  });
  await t.step("the claims", async () => {
    assert.deepEqual(await Deno.readFile(join(out, "claims.json")), claims);
    assert.equal(await Deno.readTextFile(join(out, "claims.md")), "# Claims\n");
  });
  await t.step("a row a measure and seed", async () => {
    const { columns, rows } = decodeCsv(await Deno.readFile(join(out, "measures.csv")));
    assert.deepEqual(columns, ["claim", "protocol", "measure", "seed", "value"]);
    const all = readClaims(claims).flatMap(({ number, protocols }) =>
      protocols.flatMap(({ protocol, measure, perSeed }) =>
        perSeed.map((
          [seed, value],
        ) => [`${number}`, protocol, measure, `${seed}`, `${value ?? ""}`])
      )
    );
    assert.ok(all.length > 50);
    assert.deepEqual(rows, all);
  });
  await t.step("no page that is too large for the repository", async () => {
    await Deno.writeTextFile(join(report, "index.html"), PAGE + " ".repeat(12e6));
    await assert.rejects(
      keep(report, out),
      /^UsageError: Cannot keep the page: it has 120\d+ bytes/,
    );
  });
  await Deno.remove(folder, { recursive: true });
});
