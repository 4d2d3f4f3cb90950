import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { findBrowser, openBrowser } from "./browser.ts";

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
        if (!request.url().startsWith("file:")) faults.push(`fetched ${request.url()}`);
      });
      await page.goto(pathToFileURL(path).href);
      assert.deepEqual(faults, []);
      await checkAccess(page, `the ${colorScheme} page`);
      await tryFigure(page);
      await tryReading(page);
      await tryProvenance(page);
      await tryTime(page);
      await page.click("nav[aria-label='Other reports'] a");
      await page.waitForURL(/described\/index\.html$/);
      assert.deepEqual(faults, []);
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

/** axe-core finds nothing serious. */
async function checkAccess(page: Page, where: string): Promise<void> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    // In the browser, axe is a global; its types are those of the package.
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run();
    return violations.map(({ id, impact, nodes }) => ({ id, impact, html: nodes[0]?.html }));
  });
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  assert.deepEqual(serious, [], where);
}

async function tryFigure(page: Page): Promise<void> {
  const enlarge = page.locator("#fig1b").getByRole("button", { name: "Enlarge" });
  await enlarge.focus();
  await page.keyboard.press("Enter");
  const dialog = page.locator("dialog#enlarged");
  await dialog.locator("svg").waitFor();
  const width = async () => (await dialog.locator("svg").boundingBox())!.width;
  const before = await width();
  await page.keyboard.press("+");
  assert.ok(await width() > before * 1.4);
  await checkAccess(page, "an enlarged figure");
  await page.keyboard.press("Escape");
  await page.locator("#fig1b .plate svg").waitFor();
  assert.ok(await enlarge.evaluate((button) => button === button.ownerDocument.activeElement));
}

/** Under the pointer stands what the tick labels say. */
async function tryReading(page: Page): Promise<void> {
  const tick = page.locator("#fig1d svg text", { hasText: /^1$/ }).first();
  await tick.scrollIntoViewIfNeeded();
  const box = (await tick.boundingBox())!;
  const beside = box.x < (await page.locator("#fig1d svg").boundingBox())!.x + 60; // of the y axis
  const plate = (await page.locator("#fig1d svg").boundingBox())!;
  const [x, y] = beside
    ? [plate.x + plate.width / 2, box.y + box.height / 2]
    : [box.x + box.width / 2, plate.y + plate.height / 2];
  await page.mouse.move(x, y);
  const says = (await page.locator(".reading").textContent())!;
  const [, found] = (beside ? /y = (\S+)$/ : /x = ([^,]+)/).exec(says)!;
  assert.ok(Math.abs(Number(found) - 1) < 0.02, says); // a pixel is about 0.01 m
  await page.mouse.move(0, 0);
  assert.ok(await page.locator(".reading").isHidden());
}

/** From a figure, input by input, to an action that needs nothing. */
async function tryProvenance(page: Page): Promise<void> {
  await page.locator("#fig1d").getByRole("button", { name: "Provenance" }).press("Enter");
  const dialog = page.locator("dialog#provenance-dialog");
  const seen: string[] = [];
  for (let i = 0; i < 20; i++) {
    seen.push((await dialog.locator("h2").textContent())!);
    if ((await dialog.textContent())!.includes("this is a root")) break;
    if (i === 0) await checkAccess(page, "the provenance");
    await dialog.locator("ul").first().getByRole("button").last().press("Enter");
  }
  assert.equal(seen[0], "figures/fig1d");
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

if (import.meta.main) await tryReport(Deno.args[0]!);
