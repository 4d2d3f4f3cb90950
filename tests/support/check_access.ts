import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";

/** axe-core finds nothing serious in a part of the page. */
export async function checkAccess(page: Page, where: string, part = "html"): Promise<void> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (part) => {
    // In the browser, axe is a global; its types are those of the package.
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(part);
    return violations.map(({ id, impact, nodes }) => ({ id, impact, html: nodes[0]?.html }));
  }, part);
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  assert.deepEqual(serious, [], where);
}
