import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { readNpy } from "../../lib/files/npy.ts";
import { findBrowser, openBrowser } from "./browser.ts";

/** A page, and the paths of the artifacts "smooth" of quiescence, by network. */
interface Report {
  readonly page: string;
  readonly rollouts: Readonly<Record<string, string>>;
}

/** The options of the select, by network. */
const OPTIONS: Readonly<Record<string, string>> = {
  "spatial/vanilla/noisy/unbiased": "Position, vanilla: noisy, unbiased",
  "spatial/vanilla/noisy/biased": "Position, vanilla: noisy, biased",
  "spatial/gru/noisy/unbiased": "Position, GRU: noisy, unbiased",
  "headDirection/vanilla/noisy/unbiased": "Head direction, vanilla: noisy, unbiased",
};

/**
 * Does in a real browser what a reader does with the laboratory of the first page, and compares what all
 * compute with the artifacts; throws where it fails. A program of its own: see try_report.ts.
 */
async function tryLaboratory([first, ...others]: readonly [Report, ...Report[]]): Promise<void> {
  const path = first.page;
  const browser = await openBrowser(findBrowser()!); // the test looks for one before
  try {
    const page = await open(browser, path);
    await tryRollouts(page, first);
    for (const other of others) {
      const page = await open(browser, other.page);
      await tryRollouts(page, other);
      await page.close();
    }
    await tryControls(page);
    await tryRoom(page);
    await tryFrames(page);
    await tryLoss(page, path);
    await checkAccess(page, "light");
    await tryPhone(page);
    await page.close();
    const dark = await open(browser, path, { colorScheme: "dark", reducedMotion: "reduce" });
    await tryStillness(dark);
    await checkAccess(dark, "dark");
    await dark.close();
    await tryOldBrowsers(browser, first);
  } finally {
    await browser.close();
  }
}

const faults: string[] = [];

async function open(
  browser: Browser,
  path: string,
  options: Parameters<Browser["newPage"]>[0] = {},
  before = "",
): Promise<Page> {
  const page = await browser.newPage(options);
  await page.addInitScript(before);
  page.setDefaultTimeout(30_000);
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => {
    if (!/^(file|blob):/.test(request.url())) faults.push(`fetched ${request.url()}`);
  });
  await page.goto(pathToFileURL(path).href);
  await page.locator(".lab-views").scrollIntoViewIfNeeded();
  await page.locator("#lab summary").click();
  return page;
}

const says = async (page: Page) => (await page.locator("#lab-says").textContent())!;
const stepOf = async (page: Page) => Number(/^Step (\d+),/.exec(await says(page))![1]);

/** Presses Step so often. */
async function step(page: Page, times = 1): Promise<void> {
  await page.locator("#lab-step").evaluate((button, times) => {
    // A button, by its id; Deno has no types of a browser's elements.
    for (let i = 0; i < times; i++) (button as unknown as { click(): void }).click();
  }, times);
}

async function positions(page: Page): Promise<number[][]> {
  await page.locator("#lab-csv").evaluate((link) => {
    // The file is made when the link is followed, which a test need not do.
    (link as unknown as { dispatchEvent(event: Event): void })
      .dispatchEvent(new Event("click"));
  });
  const csv = await page.locator("#lab-csv").evaluate(async (anchor) =>
    await (await fetch((anchor as unknown as { href: string }).href)).text()
  );
  const [head, ...lines] = csv.trimEnd().split("\r\n");
  assert.match(head!, /^step,trajectory,(x \(m\),y \(m\)|bearing \(rad\))$/);
  return lines.map((line) => line.split(",").map(Number));
}

async function choose(page: Page, option: string): Promise<void> {
  await page.locator("#lab-network").selectOption({ label: option });
  const index = await page.locator("#lab-network").inputValue();
  await page.waitForFunction(
    `document.getElementById("lab-says").dataset.network === "${index}"`,
  );
}

async function tryRollouts(page: Page, { rollouts }: Report): Promise<void> {
  for (const [network, artifact] of Object.entries(rollouts)) {
    await tryEquality(page, network, await Deno.readFile(artifact));
  }
}

/** Every decoded position of quiescence, from the stored starts and with the stored noise. */
async function tryEquality(
  page: Page,
  network: string,
  bytes: Uint8Array,
  expectExact = true,
): Promise<void> {
  const { shape: [, steps, width = 1], data } = readNpy(bytes, Float32Array);
  await choose(page, OPTIONS[network]!);
  await page.getByRole("radio", { name: "off" }).check();
  await step(page); // and so pauses
  await page.locator("#lab-reset").click();
  await step(page, steps!);
  const found = await positions(page);
  assert.equal(found.length, 16 * steps!);
  const how = (await page.locator("#lab-how").textContent())!;
  const isExact = /with fused multiply-additions.*to the bit/s.test(how);
  assert.equal(isExact, expectExact, how);
  for (const [step, trajectory, ...point] of found) {
    if (!isExact && step! >= 50) continue; // rounding has grown
    for (const [d, value] of point.entries()) {
      const expected = data[(trajectory! * steps! + step!) * width + d]!;
      const close = isExact ? value === expected : Math.abs(value - expected) < 1e-3;
      assert.ok(close, `${network}, step ${step}, trajectory ${trajectory}: ${value}, ${expected}`);
    }
  }
  console.log(`${network}: ${steps} steps ${isExact ? "to the bit" : "to 1e-3 over 50"}`);
}

/** By keyboard: each control changes what it says, and what is computed. */
async function tryControls(page: Page): Promise<void> {
  await choose(page, OPTIONS["spatial/vanilla/noisy/unbiased"]!);
  const run = async () => {
    await page.locator("#lab-reset").press("Enter");
    await step(page, 20);
    return await positions(page);
  };
  const plain = await run();
  assert.match(await says(page), /^Step 20, quiescent, uniform noise, variance × 2\.1\.$/);
  assert.match((await page.locator("#lab-status").textContent())!, /^Paused: Step 20, quiescent/);
  assert.deepEqual(await run(), plain, "a reset repeats it");

  // The run has a factor that the slider has not.
  await page.locator("#lab-factor").press("ArrowRight");
  assert.match(await says(page), /variance × 2\.25\.$/);
  assert.notDeepEqual(await run(), plain);
  await page.locator("#lab-factor").press("Home");
  assert.match(await says(page), /^Step \d+, quiescent, no noise\.$/);
  await page.locator("#lab-factor").press("End");
  assert.match(await says(page), /variance × 8\.$/);
  for (let i = 0; i < 24; i++) await page.locator("#lab-factor").press("ArrowLeft");
  assert.deepEqual(await run(), plain);

  for (
    const [control, press, text] of [
      ["friction", "ArrowLeft", "momentum with λ = 0.95"],
      ["adaptation", "ArrowRight", "adaptation with b = 0.005"],
    ] as const
  ) {
    await page.locator(`#lab-${control}`).press(press);
    assert.ok((await says(page)).includes(text), await says(page));
    assert.notDeepEqual(await run(), plain, control);
    await page.locator(`#lab-${control}`).press(press === "ArrowLeft" ? "ArrowRight" : "ArrowLeft");
    assert.deepEqual(await run(), plain, control);
  }
  await page.locator("#lab-law").selectOption("gaussian");
  assert.ok((await says(page)).includes("gaussian noise, variance × 2.1"));
  assert.notDeepEqual(await run(), plain);
  await page.locator("#lab-law").selectOption("uniform");
  await page.locator("#lab-seed").fill("7");
  await page.locator("#lab-seed").press("Enter");
  assert.notDeepEqual(await run(), plain);
  await page.locator("#lab-seed").fill("0");
  await page.locator("#lab-seed").press("Tab");
  assert.deepEqual(await run(), plain);

  // Switching the input takes the noise along, unless another was set; the density begins anew.
  await page.getByRole("radio", { name: "off" }).press("ArrowUp");
  assert.match(await says(page), /, active, uniform noise, variance × 1\.$/);
  await step(page, 2);
  assert.match((await page.locator("#lab-now-text").textContent())!, /^32 positions/);
  await page.locator("#lab-factor").press("End");
  await page.getByRole("radio", { name: "on (active)" }).press("ArrowDown");
  assert.match(await says(page), /, quiescent, uniform noise, variance × 8\.$/);

  await choose(page, OPTIONS["spatial/gru/noisy/unbiased"]!);
  assert.ok(await page.locator("#lab-adaptation").isDisabled());
  assert.match(await says(page), /, quiescent, uniform noise, variance × 1\.$/);
}

/** A click in the room starts all there; on the ring, too. */
async function tryRoom(page: Page): Promise<void> {
  await choose(page, OPTIONS["spatial/vanilla/noisy/unbiased"]!);
  const click = async (right: number, down: number) => {
    const room = page.locator("canvas#lab-room");
    const { width, height } = (await room.boundingBox())!;
    await room.click({ position: { x: right * width, y: down * height } });
  };
  await click(0.75, 0.25);
  const [x, y] = [
    Number(await page.locator("#lab-first").inputValue()),
    Number(await page.locator("#lab-second").inputValue()),
  ];
  assert.ok(Math.abs(x - 0.5) < 0.15 && Math.abs(y - 0.55) < 0.15, `${x}, ${y}`);
  assert.match(await says(page), /all from x = 0\.\d+ m and y = 0\.\d+ m\.$/);
  await page.locator("#lab-second").fill("-1");
  await page.locator("#lab-second").press("Tab");
  assert.match(await says(page), /and y = −1 m\.$/);
  await page.locator("#lab-start").selectOption("stored");
  assert.doesNotMatch(await says(page), /all from/);
  assert.ok(await page.locator("#lab-first").isHidden());

  await choose(page, OPTIONS["headDirection/vanilla/noisy/unbiased"]!);
  await click(0.5, 0.1); // above the centre: a quarter of a turn
  assert.ok(Math.abs(Number(await page.locator("#lab-first").inputValue()) - Math.PI / 2) < 0.02);
  assert.ok(await page.locator("#lab-second").isHidden());
  assert.match(await says(page), /all from 1\.57 rad\.$/);
}

/** As many steps a frame as it says, drawn; none while paused or out of sight. */
async function tryFrames(page: Page): Promise<void> {
  await choose(page, OPTIONS["spatial/vanilla/noisy/unbiased"]!);
  const picture = () =>
    page.locator("canvas#lab-room").evaluate((canvas) =>
      (canvas as unknown as { toDataURL(): string }).toDataURL()
    );
  const frames = async (count: number) => {
    const before = await stepOf(page);
    await page.evaluate(`new Promise((done) => {
      let left = ${count};
      const next = () => left-- > 0 ? requestAnimationFrame(next) : done();
      next();
    })`);
    return await stepOf(page) - before;
  };
  const play = page.getByRole("button", { name: /^(Play|Pause)$/ });
  if (await play.textContent() === "Pause") await play.press("Enter");
  assert.equal(await frames(10), 0);
  await page.locator("#lab-speed").selectOption("8");
  const before = await picture();
  await play.press("Enter");
  assert.equal(await play.getAttribute("aria-pressed"), "true");
  await page.waitForFunction(
    `!document.getElementById("lab-says").textContent.startsWith("Step 0,")`,
  );
  const done = await frames(30);
  assert.ok(done >= 29 * 8, `${done} steps in 30 frames: none is left out`);
  assert.notEqual(await picture(), before);
  await page.locator("#lab-speed").selectOption("0.125");
  const slow = await frames(40);
  assert.ok(slow >= 4 && slow < 40, `${slow} steps in 40 frames`);
  await page.evaluate("scrollTo(0, 0)");
  await page.waitForFunction(
    "document.querySelector('.lab-views').getBoundingClientRect().top > innerHeight",
  );
  await frames(2);
  assert.equal(await frames(20), 0, "out of sight");
  await page.locator(".lab-views").scrollIntoViewIfNeeded();
  await page.waitForFunction(`(() => {
    globalThis.seen ??= document.getElementById("lab-says").textContent;
    return globalThis.seen !== document.getElementById("lab-says").textContent;
  })()`);
}

/** A network whose file is gone: one line that names it, and the others work on. */
async function tryLoss(page: Page, path: string): Promise<void> {
  const file = "laboratory/spatial-vanilla-noisy-biased.js";
  const kept = join(dirname(path), file);
  await Deno.rename(kept, `${kept}.away`);
  await page.reload();
  await page.locator("#lab-network").selectOption({
    label: OPTIONS["spatial/vanilla/noisy/biased"]!,
  });
  await page.waitForFunction(
    `document.getElementById("lab-says").textContent.includes("Cannot read")`,
  );
  assert.ok((await says(page)).includes(file), await says(page));
  await Deno.rename(`${kept}.away`, kept);
  await choose(page, OPTIONS["spatial/gru/noisy/unbiased"]!);
  await step(page);
  assert.match(await says(page), /^Step \d+, active/);
  assert.deepEqual(faults, []);
}

async function checkAccess(page: Page, where: string): Promise<void> {
  await page.evaluate(axe.source);
  const serious = await page.evaluate(async () => {
    // In the browser, axe is a global; its types are those of the package.
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run("#laboratory");
    return violations.filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => ({ id, html: nodes[0]?.html }));
  });
  assert.deepEqual(serious, [], where);
}

async function tryPhone(page: Page): Promise<void> {
  for (const width of [390, 600, 1440]) {
    await page.setViewportSize({ width, height: 844 });
    await page.evaluate("new Promise(requestAnimationFrame)");
    assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width);
    for (const canvas of await page.locator(".lab-views canvas").all()) {
      const box = (await canvas.boundingBox())!;
      assert.ok(box.x >= 0 && box.x + box.width <= width, "inside the page");
      assert.ok(Math.abs(box.width - box.height) < 1 && box.width > 120, "a square, legible");
    }
  }
}

/** Who wants no motion gets none before asking for it. */
async function tryStillness(page: Page): Promise<void> {
  const play = page.getByRole("button", { name: "Play" });
  await play.waitFor();
  await page.evaluate(
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
  );
  assert.equal(await stepOf(page), 0);
  await step(page);
  assert.equal(await stepOf(page), 1);
  await play.press("Enter");
  await page.waitForFunction(`/^Step [2-9]/.test(document.getElementById("lab-says").textContent)`);
}

/** Without fused multiply-additions it says so, and is as exact as it says; without WebAssembly it says why. */
async function tryOldBrowsers(browser: Browser, { page, rollouts }: Report): Promise<void> {
  const unfused = await open(browser, page, {}, "WebAssembly.validate = () => false");
  const [[network, artifact]] = Object.entries(rollouts) as [[string, string]]; // it has one
  await tryEquality(unfused, network, await Deno.readFile(artifact), false);
  await unfused.close();
  const bare = await browser.newPage();
  await bare.addInitScript("delete globalThis.WebAssembly");
  await bare.goto(pathToFileURL(page).href);
  assert.ok(await bare.locator("#lab-without").isVisible());
  assert.ok(await bare.locator("#lab").isHidden());
  await bare.close();
}

if (import.meta.main) await tryLaboratory(JSON.parse(Deno.args[0]!));
