import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import type { BrowserContextOptions, Page } from "playwright-core";
import { checkAccess } from "./check_access.ts";
import { findBrowser, openBrowser } from "./browser.ts";

/** Reads the article of a page in a real browser, and throws where it fails; see try_report.ts. */
async function tryArticle(path: string): Promise<void> {
  const browser = await openBrowser(findBrowser()!); // the test looks for one before
  const open = async (options: BrowserContextOptions) => {
    const page = await browser.newPage(options);
    page.setDefaultTimeout(10_000);
    await page.goto(pathToFileURL(path).href);
    return page;
  };
  try {
    for (const width of [390, 600, 1440]) {
      const page = await open({ viewport: { width, height: 900 }, reducedMotion: "reduce" });
      await tryColumn(page, width);
      if (width === 390) await tryContents(page);
      await page.close();
    }
    const calm = await open({ reducedMotion: "reduce", colorScheme: "dark" });
    await tryCalm(calm);
    await calm.close();
    await tryMotion(await open({ colorScheme: "light" }));
  } finally {
    await browser.close();
  }
}

/** Lines are of a readable length, nothing is wider than the page, and nothing lies on the text. */
async function tryColumn(page: Page, width: number): Promise<void> {
  assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width);
  const lines: number[] = await page.evaluate(`
    [...document.querySelectorAll(".part > p:not(.evidence)")]
      .filter((p) => p.textContent.length > 300)
      .map((p) => p.textContent.length / (p.offsetHeight / parseFloat(getComputedStyle(p).lineHeight)))
  `);
  assert.ok(lines.length > 5);
  const mean = lines.reduce((sum, each) => sum + each) / lines.length;
  if (width === 390) assert.ok(mean > 33 && mean < 65, `${mean} characters a line`);
  else assert.ok(mean > 55 && mean < 75, `${mean} characters a line at ${width} px`);

  const boxes = (
    selector: string,
  ): Promise<{ x: number; y: number; right: number; bottom: number }[]> =>
    page.evaluate(`[...document.querySelectorAll("${selector}")].map((each) => {
      const { x, y, right, bottom } = each.getBoundingClientRect();
      return { x, y, right, bottom };
    })`);
  const texts = await boxes(".part > p:not(.evidence)");
  const notes = await boxes(".part > .evidence");
  assert.ok(notes.length > 10);
  for (const note of notes) {
    assert.ok(note.x >= 0 && note.right <= width, "in the page");
    const over = texts.find((text) =>
      note.x < text.right && text.x < note.right && note.y < text.bottom && text.y < note.bottom
    );
    assert.equal(over, undefined, "beside the text, or below it");
  }
  const beside = notes.filter(({ x }) => x >= texts[0]!.right);
  assert.equal(beside.length, width === 1440 ? notes.length : 0);

  const [room] = await boxes(".scene .room");
  const [input] = await boxes(".scene .input");
  assert.ok(room!.x >= 0 && room!.right <= width && input!.right <= width);
  if (width === 390) assert.ok(input!.y >= room!.bottom, "below each other on a phone");
  for (const text of await boxes(".scene .input text")) {
    assert.ok(text.x >= input!.x - 1 && text.right <= input!.right + 1, "not cut off");
  }
}

/** With reduced motion it starts as a still, and is stepped through by keyboard. */
async function tryCalm(page: Page): Promise<void> {
  await checkAccess(page, "the article", ".article");
  const [step, play] = controls(page);
  const last = await step.getAttribute("max");
  assert.equal(await play.textContent(), "Play");
  assert.equal(await step.inputValue(), last);
  const at = async () => ({
    says: await page.locator("#scene-says").textContent(),
    text: await step.getAttribute("aria-valuetext"),
    position: await page.locator(".room .position").getAttribute("class"),
    quiescent:
      (await page.locator(".room .path.quiescent").getAttribute("points"))!.split(" ").length,
    active: (await page.locator(".room .path.active").getAttribute("points"))!.split(" ").length,
  });
  const says = "Quiescent: 0.25 s without input";
  const position = "position quiescent";
  assert.deepEqual(await at(), { says, text: says, position, quiescent: 12, active: 3 });
  await step.press("Home");
  const first = await at();
  assert.equal(first.says, "Active: 0.02 s with the velocity as input");
  assert.equal(first.position, "position active");
  assert.equal(first.active, 1);
  const asked = () =>
    page.locator(".room .cell").evaluateAll((cells) =>
      cells.map((cell) =>
        Number(cell.getAttribute("style")!.replace("--activity:", "").replace(";", ""))
      )
    );
  const [a, b] = await asked();
  assert.ok(b! > a! && b! < 1, "the nearer cell is asked for more");
  await step.press("ArrowRight");
  assert.equal((await at()).says, "Active: 0.04 s with the velocity as input");
  assert.ok((await asked())[1]! > b!, "the animal comes nearer");
  await step.press("ArrowRight");
  await step.press("ArrowRight");
  assert.equal((await at()).says, "Quiescent: 0.02 s without input");
  assert.deepEqual(await asked(), [0, 0, 0, 0], "nothing is asked for without an animal");
  assert.ok(await page.locator(".room .animal").isHidden());
  await page.emulateMedia({ media: "print" });
  await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  assert.deepEqual((await at()).quiescent, 12, "printed as it is at the end");
  assert.ok(await page.locator(".scene .controls").isHidden());
}

/** The contents name the part that is read, in view even where there is no room for all of them. */
async function tryContents(page: Page): Promise<void> {
  const current = page.locator(".contents [aria-current]");
  for (const part of ["meaning", "learning"]) {
    await page.locator(`#${part} > h2`).evaluate((heading) => heading.scrollIntoView());
    await page.waitForFunction(
      `document.querySelector(".contents [aria-current]")?.hash === "#${part}"`,
    );
    const { x, width } = (await current.boundingBox())!;
    assert.ok(x >= 0 && x + width <= 390, `${part} is in view`);
  }
}

/** Otherwise it moves when it comes into view, and stops when the reader says so, by keyboard. */
async function tryMotion(page: Page): Promise<void> {
  const [step, play] = controls(page);
  const value = async () => Number(await step.inputValue());
  assert.equal(await value(), 0, "not before it is seen");
  await page.locator(".scene .room").scrollIntoViewIfNeeded();
  await page.waitForFunction("document.getElementById('scene-step').value > 1");
  assert.equal(await play.textContent(), "Pause");
  await play.press("Space");
  assert.equal(await play.textContent(), "Play");
  const stopped = await value();
  await page.waitForTimeout(300); // several steps, if it moved
  assert.equal(await value(), stopped);
  await play.press("Enter");
  await page.waitForFunction(`document.getElementById('scene-step').value > ${stopped}`);
  await page.waitForFunction("document.getElementById('scene-play').textContent === 'Play'");
  assert.equal(String(await value()), await step.getAttribute("max"), "it stops at the end");
  await play.press("Enter");
  assert.ok(await value() < 3, "and begins anew");
}

const controls = (page: Page) =>
  [
    page.locator("#scene-step"),
    page.getByRole("button", { name: /^(Play|Pause)$/ }).first(),
  ] as const;

if (import.meta.main) await tryArticle(Deno.args[0]!);
