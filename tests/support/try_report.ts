import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { intervalText } from "../../figures/parts/number_text.ts";
import { readClaims } from "../../lib/results/claims.ts";
import { findBrowser, openBrowser } from "./browser.ts";
import { checkAccess } from "./check_access.ts";

/**
 * Does in a real browser what a reader does with a report, and throws where it fails. A program of its
 * own: Playwright asks for all permissions, which the tests do not have.
 */
async function tryReport(path: string): Promise<void> {
  assert.ok((await Deno.stat(path)).size < 5e6);
  const browser = await openBrowser(findBrowser()!); // the test looks for one before
  try {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await browser.newPage({ colorScheme });
      page.setDefaultTimeout(10_000);
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(message.text());
      });
      page.on("request", (request) => {
        if (!/^(file|blob):/.test(request.url())) faults.push(`fetched ${request.url()}`);
      });
      await page.goto(pathToFileURL(path).href);
      assert.deepEqual(faults, []);
      await checkAccess(page, `the ${colorScheme} page`);
      await tryText(page, join(dirname(path), "claims.json"));
      await tryPlate(page);
      await tryFigure(page);
      await tryReading(page);
      await tryDensity(page);
      await tryValues(page);
      await tryNumbers(page);
      await tryProvenance(page);
      await tryLineage(page);
      await tryTime(page);
      await tryPhone(page);
      await page.click("nav[aria-label='Other reports'] a");
      await page.waitForURL(/described\/index\.html$/);
      assert.deepEqual(faults, []);
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

/** Each number of the text that leads to a claim is that of the claims' file. */
async function tryText(page: Page, claimsFile: string): Promise<void> {
  const claims = readClaims(await Deno.readFile(claimsFile));
  const told = await page.locator(".part a.value").evaluateAll((links) =>
    links.map((link) => [link.getAttribute("href")!, link.textContent!] as const)
  );
  assert.ok(told.length > 10);
  for (const [claim, values] of Map.groupBy(told, ([href]) => href)) {
    const number = Number(claim.replace("#claim-", ""));
    const { protocols } = claims.find((each) => each.number === number)!;
    const evidence = protocols.filter(({ protocol }) => protocol === "released");
    const wanted = evidence.map(({ mean, low, high, perSeed }) =>
      mean !== null
        ? intervalText({ mean, low, high, perSeed })
        : perSeed.map(([, value]) => intervalText({ mean: value, low: null, high: null, perSeed }))
          .join(" / ")
    );
    assert.deepEqual(values.map(([, text]) => plain(text)), wanted.map(plain), claim);
  }
}

/** "5 × 10⁻⁵" as "5e−5" is printed elsewhere. */
const plain = (text: string): string =>
  text.replace(
    / × 10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g,
    (_, power: string) =>
      "e" + power.replace(/./g, (c) => c === "⁻" ? "−" : String("⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c))),
  ).replace("e+", "e");

/** Opens a panel by keyboard. */
async function enlarge(page: Page, id: string) {
  const dialog = page.locator("dialog#enlarged");
  await page.locator(`#${id} .open`).press("Enter");
  await dialog.locator(".body > svg").waitFor();
  return dialog;
}

async function tryFigure(page: Page): Promise<void> {
  const dialog = await enlarge(page, "fig1b");
  const width = async () => (await dialog.locator(".body > svg").boundingBox())!.width;
  const before = await width();
  await page.keyboard.press("+");
  assert.ok(await width() > before * 1.4);
  assert.equal(await dialog.locator("h2").textContent(), "Figure 1b. Training");
  assert.match((await dialog.locator(".about").textContent())!, /^b Training\. Test loss/);
  for (const format of ["SVG", "PNG", "PDF"]) {
    const link = dialog.getByRole("link", { name: format });
    assert.equal(await link.getAttribute("href"), `fig1b.${format.toLowerCase()}`);
  }
  await checkAccess(page, "an enlarged figure", "#enlarged");
  await page.keyboard.press("Escape");
  await page.locator("#fig1b > svg").waitFor();
  assert.equal(await page.locator("#fig1b-caption .files a").count(), 3);
  const opener = page.locator("#fig1b .open");
  assert.ok(await opener.evaluate((button) => button === button.ownerDocument.activeElement));
  await page.locator("#fig1e > svg").click();
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.locator("#fig1e > svg").waitFor();
}

/** Panels lie on the plate as in print: in rows, all in one scale, none on another. */
async function tryPlate(page: Page): Promise<void> {
  const boxes = await panelBoxes(page, "fig1");
  const tops = Map.groupBy([...boxes], ([, { y }]) => Math.round(y));
  const rows = [...tops.values()].map((row) => row.map(([id]) => id.slice(-1)).join(""));
  assert.deepEqual(rows, ["abc", "defg", "hijk"]);
  const scales = await page.locator("#fig1 .panel > svg").evaluateAll((all) =>
    all.map((svg) => {
      // A drawing, by the selector; Deno has no types of a browser's elements.
      const { viewBox } = svg as unknown as { viewBox: { baseVal: { width: number } } };
      return svg.getBoundingClientRect().width / viewBox.baseVal.width;
    })
  );
  assert.ok(Math.max(...scales) / Math.min(...scales) < 1.01, scales.join());
  const sheet = (await page.locator("#fig1 .plate").boundingBox())!;
  for (const [id, { x, y, width, height }] of boxes) {
    assert.ok(x >= sheet.x && x + width <= sheet.x + sheet.width, id);
    for (const [other, box] of boxes) {
      const apart = other === id || box.x >= x + width - 1 || x >= box.x + box.width - 1 ||
        box.y >= y + height - 1 || y >= box.y + box.height - 1;
      assert.ok(apart, `${id} and ${other}`);
    }
  }
}

/** Where the panels of a plate lie on the page. */
async function panelBoxes(page: Page, figure: string) {
  const boxes = await page.locator(`#${figure} .panel`).evaluateAll((all) =>
    all.map((panel) => {
      const { x, y, width, height } = panel.getBoundingClientRect();
      return [panel.id, { x, y, width, height }] as const;
    })
  );
  return new Map(boxes);
}

/** Under the pointer stands what the tick labels say. */
async function tryReading(page: Page): Promise<void> {
  const tick = page.locator("#fig1d svg text", { hasText: /^1$/ }).first();
  await tick.scrollIntoViewIfNeeded();
  const box = (await tick.boundingBox())!;
  const beside = box.x < (await page.locator("#fig1d > svg").boundingBox())!.x + 65; // of the y axis
  const plate = (await page.locator("#fig1d > svg").boundingBox())!;
  const [x, y] = beside
    ? [plate.x + plate.width / 2, box.y + box.height / 2]
    : [box.x + box.width / 2, plate.y + plate.height / 2];
  await page.mouse.move(x, y);
  const says = (await page.locator(".reading").textContent())!;
  const [, found] = (beside ? /y = (\S+) m$/ : /x = (\S+) m/).exec(says)!;
  assert.ok(Math.abs(Number(found) - 1) < 0.03, says); // a pixel is about 0.015 m
  await standsClear(page, plate);
  await page.mouse.move(0, 0);
  assert.ok(await page.locator(".reading").isHidden());
}

/** What is said of a place covers none of its drawing. */
async function standsClear(page: Page, { y, height }: { y: number; height: number }) {
  const label = (await page.locator(".reading").boundingBox())!;
  assert.ok(label.y + label.height <= y + 1 || label.y >= y + height - 1, "beside the drawing");
}

/** Over a density: its value there, near the ramp's colours; nothing beside the map. */
async function tryDensity(page: Page): Promise<void> {
  const { x, y, width, height } = await boxOf(page, "#fig1h > svg");
  const text = async (right: number, down: number) => {
    await page.mouse.move(x + right * width, y + down * height);
    return (await page.locator(".reading").textContent())!;
  };
  const inside = await text(108 / 180, 84 / 218); // the middle of the box
  const [, value] = /^x = .*, y = .*, density \(1\/m²\): ([\d.]+)$/.exec(inside)!;
  assert.ok(Number(value) > 0, inside);
  await page.mouse.move(0, 0);
}

/** A panel's values: by the pointer where a point is drawn, by keyboard, enlarged, and gone again. */
async function tryValues(page: Page): Promise<void> {
  const tip = page.locator(".reading");
  const drawn = JSON.parse((await page.locator("#fig1b metadata").first().textContent())!);
  const [left, top, batches, loss] = drawn.points[1];
  const { x, y, width } = await boxOf(page, "#fig1b > svg");
  const scale = width / 180;
  await page.mouse.move(x + left * scale - 3, y + top * scale);
  await page.mouse.move(x + left * scale, y + top * scale);
  const wanted = ["test loss", `training batches: ${batches}`, "mean squared error: "];
  for (const text of wanted) assert.ok((await tip.textContent())!.includes(text), text);
  const written = /mean squared error: ([\d.]+(?:e−\d+)?)/.exec((await tip.textContent())!)![1]!;
  assert.equal(Number(written.replace("−", "-")), loss);
  await standsClear(page, await boxOf(page, "#fig1b > svg"));
  await page.mouse.move(0, 0);
  assert.ok(await tip.isHidden());

  const dialog = await enlarge(page, "fig1b");
  const slider = dialog.getByRole("slider", { name: "Values" });
  await slider.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  assert.match(
    (await slider.getAttribute("aria-valuetext"))!,
    /^test loss, training batches: \d+, /,
  );
  assert.ok((await tip.textContent())!.includes(`training batches: ${batches}`));
  await page.keyboard.press("End");
  assert.match(
    (await slider.getAttribute("aria-valuetext"))!,
    /^decoding error, .*distance \(m\): /,
  );
  assert.ok((await tip.textContent())!.includes("decoding error"));
  await checkAccess(page, "a figure with its values", "#enlarged");
  await slider.evaluate((input) => (input as unknown as { blur(): void }).blur()); // an input
  assert.ok(await tip.isHidden());

  await page.keyboard.press("Escape");

  // The matrix names its row and column.
  await enlarge(page, "fig2e");
  await dialog.getByRole("slider", { name: "Values" }).press("ArrowRight");
  const enlarged = (await dialog.locator(".reading").textContent())!;
  assert.match(enlarged, /quiescent U, active Uσ\nKL divergence \(nats\): [\d.]+/);
  await page.keyboard.press("Escape");
  const figures = await page.locator(".caption:has(label.values)").evaluateAll((all) =>
    all.map(({ id }) => id)
  );
  for (const id of ["fig1c", "fig2f", "fig3a", "figC4a", "figC5d", "figS1"]) {
    assert.ok(figures.includes(`${id}-caption`), id);
  }
}

async function boxOf(page: Page, selector: string) {
  await page.locator(selector).scrollIntoViewIfNeeded();
  return (await page.locator(selector).boundingBox())!;
}

/** What is drawn can be read as numbers, and saved. */
async function tryNumbers(page: Page): Promise<void> {
  const dialog = page.locator("dialog#numbers");
  for (
    const [figure, columns] of [
      ["fig1b", "series training batches mean squared error SD distance (m)"],
      ["fig1d", "trajectory step x (m) y (m)"],
      ["fig1h", "x y density (1/m²)"],
      ["fig3c", "trajectory step PC 1 (a.u.) PC 2 (a.u.) bearing (rad)"],
    ] as const
  ) {
    const panel = await enlarge(page, figure);
    await panel.getByRole("button", { name: "Numbers" }).press("Enter");
    const head = await dialog.locator("thead th").allTextContents();
    assert.equal(head.join(" "), columns, figure);
    const link = dialog.getByRole("link", { name: "CSV" });
    assert.equal(await link.getAttribute("download"), `${figure}.csv`);
    const csv = await link.evaluate(async (anchor) =>
      await (await fetch((anchor as unknown as { href: string }).href)).text() // an <a>
    );
    const lines = csv.trimEnd().split("\r\n");
    assert.equal(lines[0], head.join(","));
    assert.ok(lines.length > 5 && lines.every((line) => line.split(",").length === head.length));
    await checkAccess(page, "the numbers of a figure", "#numbers");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
  }
}

/** The drawing of all that a figure rests on leads to each action, its seeds one by one. */
async function tryLineage(page: Page): Promise<void> {
  const panel = await enlarge(page, "fig2e");
  await panel.getByRole("button", { name: "Provenance" }).press("Enter");
  const dialog = page.locator("dialog#provenance-dialog");
  const boxes = dialog.locator(".lineage .box");
  assert.ok(await boxes.count() > 10);
  const places = await boxes.evaluateAll((all) =>
    all.map((box) => String(box.getAttribute("transform")))
  );
  assert.equal(new Set(places).size, places.length, "no box lies on another");
  const edges = await dialog.locator(".lineage .edges path").evaluateAll((all) =>
    all.map((path) => path.getAttribute("d")!.match(/[-\d.]+/g)!.map(Number))
  );
  assert.ok(edges.every((at) => at.at(-2)! > at[0]!), "each is right of what it needs");
  const train = dialog.locator(".lineage .box", { hasText: "noisy/unbiased/seed*/train" });
  await train.press("Enter");
  const seed = dialog.getByRole("button", { name: "spatial/vanilla/noisy/unbiased/seed1/train" });
  await seed.press("Enter");
  const title = await dialog.locator("h2").textContent();
  assert.equal(title, "spatial/vanilla/noisy/unbiased/seed1/train");
  assert.match((await dialog.textContent())!, /learningRate/);
  await checkAccess(page, "the lineage", "#provenance-dialog");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
}

/** From a plate, input by input, to an action that needs nothing. */
async function tryProvenance(page: Page): Promise<void> {
  await page.locator("#fig1").getByRole("button", { name: "Provenance" }).press("Enter");
  const dialog = page.locator("dialog#provenance-dialog");
  const seen: string[] = [];
  for (let i = 0; i < 20; i++) {
    seen.push((await dialog.locator("h2").textContent())!);
    if ((await dialog.textContent())!.includes("this is a root")) break;
    if (i === 0) await checkAccess(page, "the provenance", "#provenance-dialog");
    await dialog.locator("ul").first().getByRole("button").last().press("Enter");
  }
  assert.equal(seen[0], "figures/fig1");
  assert.match(seen[1]!, /^figures\/fig1[a-k]$/);
  assert.ok((await dialog.textContent())!.includes("this is a root"), seen.join(" <- "));
  await page.keyboard.press("Escape");
}

async function tryTime(page: Page): Promise<void> {
  const picture = () =>
    page.locator("canvas[data-phase=quiescent]").evaluate((canvas) =>
      // A canvas, by the selector; Deno has no types of a browser's elements.
      (canvas as unknown as { toDataURL(): string }).toDataURL()
    );
  const before = await picture();
  await page.locator("#explore-step").press("Home");
  const first = await picture();
  assert.notEqual(first, before);
  assert.match((await page.locator("#explore-says").textContent())!, /^step 1 of \d+; active: \d/);
  await page.locator("#explore-view").selectOption("states");
  assert.notEqual(await picture(), first);
  await page.locator("#explore-play").press("Enter");
  await page.waitForFunction("document.getElementById('explore-step').value > 2");
  await page.locator("#explore-play").press("Enter");
}

/**
 * On a phone the page is no wider than the screen, panels come one by one, captions after a tap, and a
 * drawn table scrolls instead of shrinking.
 */
async function tryPhone(page: Page): Promise<void> {
  const usual = page.viewportSize()!;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  const table = page.locator("#tableA1");
  const cell = table.locator("text").last();
  assert.ok((await cell.boundingBox())!.height > 9, "legible");
  await cell.scrollIntoViewIfNeeded();
  const [{ x: left, width }, text] = [(await table.boundingBox())!, (await cell.boundingBox())!];
  assert.ok(text.x >= left && text.x + text.width <= left + width, "in view");
  let bottom = -Infinity;
  for (const [id, { x, y, width, height }] of await panelBoxes(page, "fig1")) {
    assert.ok(y >= bottom && x >= 0 && x + width <= 390 && width > 260, id);
    bottom = y + height;
  }
  const caption = page.locator("#fig1d-caption");
  assert.ok(!await caption.isVisible());
  await page.locator("#fig1 summary").press("Enter");
  assert.ok(await caption.isVisible());
  const dialog = await enlarge(page, "fig1d");
  const close = (await dialog.getByRole("button", { name: "Close" }).boundingBox())!;
  assert.ok(close.x >= 0 && close.x + close.width <= 390 && close.y >= 0);
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 390);
  await page.setViewportSize(usual);
}

if (import.meta.main) await tryReport(Deno.args[0]!);
