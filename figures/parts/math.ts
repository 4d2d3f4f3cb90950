import { escapeHtml } from "./escape.ts";
import { powerOfTenText } from "./number_text.ts";

/**
 * Text with its mathematics set as such, as HTML: "KL(U^σ q || U^σ a), 5e-5" gets its indices, bars and
 * powers of ten.
 */
export function mathHtml(text: string): string {
  return escapeHtml(text)
    .replaceAll("||", "‖")
    .replace(/\b([UBR])(\^σ)?( [qa])?(?!\p{L})/gu, (whole, name: string, noisy, phase) => {
      if (noisy === undefined && phase === undefined) return whole;
      const index = phase === undefined ? "" : `<sub>${phase.trim()}</sub>`;
      return `<i>${name}</i>${noisy === undefined ? "" : "<sup>σ</sup>"}${index}`;
    })
    .replace(/\b(\d+(?:\.\d+)?)e([-−]?\d+)/g, (_, digits: string, exponent: string) => {
      return `${digits} × ${powerOfTenText(Number(exponent.replace("−", "-")))}`;
    })
    .replaceAll("..", " to ");
}
