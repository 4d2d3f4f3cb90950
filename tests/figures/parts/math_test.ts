import assert from "node:assert/strict";
import { mathHtml } from "../../../figures/parts/math.ts";

Deno.test("mathHtml() sets networks, divergences and powers of ten, and leaves words alone", () => {
  const cases: readonly [text: string, html: string][] = [
    [
      "KL(U^σ q || U^σ a)",
      "KL(<i>U</i><sup>σ</sup><sub>q</sub> ‖ <i>U</i><sup>σ</sup><sub>a</sub>)",
    ],
    ["B q", "<i>B</i><sub>q</sub>"],
    ["R^σ's", "<i>R</i><sup>σ</sup>'s"],
    ["Unbiased, U and a BU^σ", "Unbiased, U and a BU^σ"],
    ["5e-5 to 1e-5..2e-5", "5 × 10⁻⁵ to 1 × 10⁻⁵ to 2 × 10⁻⁵"],
    ["1.5e3 < 2", "1.5 × 10³ &lt; 2"],
    ["seed5e", "seed5e"],
  ];
  for (const [text, html] of cases) assert.equal(mathHtml(text), html, text);
});
