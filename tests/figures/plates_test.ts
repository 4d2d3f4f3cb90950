import assert from "node:assert/strict";
import { type PanelId, panelIds } from "../../figures/panels.ts";
import { assemblePlate } from "../../figures/parts/plate.ts";
import { PLATE } from "../../figures/parts/style.ts";
import { sizeOf } from "../../figures/parts/svg.ts";
import { plateIds, plates } from "../../figures/plates.ts";

/** A panel as it is drawn of the example. */
const snapshot = (id: PanelId): string =>
  Deno.readTextFileSync(new URL(`snapshots/${id}.svg`, import.meta.url));

const drawn = (figure: typeof plateIds[number]): string =>
  assemblePlate(figure, plates[figure].map((row: readonly PanelId[]) => row.map(snapshot)));

Deno.test("every panel with a letter is on its figure's plate, once", () => {
  for (const figure of plateIds) {
    const own = panelIds.filter((id) => new RegExp(`^${figure}[a-z]$`).test(id));
    assert.deepEqual((plates[figure].flat() as PanelId[]).toSorted(), own);
  }
  const lettered = panelIds.filter((id) => /^fig.*[a-z]$/.test(id));
  assert.equal(plateIds.flatMap((figure) => plates[figure].flat()).length, lettered.length);
});

for (const figure of plateIds) {
  Deno.test(`${figure} is 183 mm wide, its rows are full and all ids are different`, () => {
    const plate = drawn(figure);
    assert.match(plate, /^<svg [^>]*width="183mm"/);
    for (const row of plates[figure] as readonly (readonly PanelId[])[]) {
      const widths = row.map((id) => sizeOf(snapshot(id)).width);
      assert.equal(widths.reduce((sum, width) => sum + width), PLATE.width, row.join());
    }
    const ids = Array.from(plate.matchAll(/ id="([^"]+)"/g), ([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(!plate.includes("<metadata>"));
  });
}

Deno.test("text is 7 to 8 pt high in print, on plates and in figures of one panel", () => {
  const points = PLATE.millimetres / 25.4 * 72 / PLATE.width;
  const whole = panelIds.filter((id) => /^(fig\w\d|table\w\d)$/.test(id)).map(snapshot);
  for (const svg of [...plateIds.map(drawn), ...whole]) {
    const raised = svg.replaceAll(/<tspan dy="-[^>]*>/g, ""); // smaller, as it should be
    for (const [, size] of raised.matchAll(/ font-size="([\d.]+)"/g)) {
      const height = Number(size) * points;
      assert.ok(height >= 7 && height <= 8, `${height} pt in ${svg.slice(0, 200)}`);
    }
  }
});

Deno.test("assemblePlate() throws when a row is wider than a plate", () => {
  const panel = snapshot("figS1");
  assert.throws(() => assemblePlate("fig1", [[panel, panel]]), {
    message: 'Cannot make plate "fig1": a row is 1440 px wide, a plate 720 px',
  });
});

Deno.test("assemblePlate() sets panels beside each other, and rows below the highest", () => {
  const panel = (width: number, height: number) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><path d="M0,0"/></svg>`;
  const plate = assemblePlate("fig1", [[panel(180, 50), panel(540, 70)], [panel(360, 40)]]);
  const places = Array.from(plate.matchAll(/<svg x="(\d+)" y="(\d+)"/g), ([, x, y]) => [x, y]);
  assert.deepEqual(places, [["0", "0"], ["180", "0"], ["180", "78"]]);
  assert.deepEqual(sizeOf(plate), { width: 720, height: 118 });
});
