import { figureName } from "./figure_name.ts";
import { FONT_FAMILY, PAPER, PLATE } from "./style.ts";
import { sizeOf } from "./svg.ts";

/** Between rows, px. */
const GAP = 8;

/**
 * The SVG text of a plate: the drawings of its panels in rows, each row as high as its highest, in the
 * size of print. The values behind the drawings stay with the panels. Throws if a row is wider than a plate.
 *
 * @param figure "fig1"
 * @param rows the SVG texts of the panels of each row
 */
export function assemblePlate(figure: string, rows: readonly (readonly string[])[]): string {
  const { width, millimetres } = PLATE;
  let top = 0;
  const placed = rows.map((row) => {
    const parts = row.map((svg) => ({ svg, ...sizeOf(svg) }));
    const all = parts.reduce((sum, part) => sum + part.width, 0);
    if (all > width) {
      throw new Error(
        `Cannot make plate "${figure}": a row is ${all} px wide, a plate ${width} px`,
      );
    }
    let left = (width - all) / 2;
    const text = parts.map((part) => {
      const at = place(part.svg, left, top);
      left += part.width;
      return at;
    });
    top += Math.max(...parts.map(({ height }) => height)) + GAP;
    return text.join("");
  });
  const height = top - GAP;
  const name = figureName(figure);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${millimetres}mm" ` +
    `height="${round(millimetres * height / width)}mm" viewBox="0 0 ${width} ${height}" ` +
    `role="group" aria-label="${name}" font-family="${FONT_FAMILY.replaceAll('"', "&quot;")}">` +
    `<title>${name}</title><rect width="${width}" height="${height}" fill="${PAPER}"/>` +
    `${placed.join("")}</svg>\n`;
}

/** Text of a drawing inside another one, without the values that the page reads. */
function place(svg: string, x: number, y: number): string {
  return svg.trim().replaceAll(/<metadata>[^<]*<\/metadata>/g, "")
    .replace(' xmlns="http://www.w3.org/2000/svg"', "")
    .replace("<svg", `<svg x="${round(x)}" y="${round(y)}"`);
}

const round = (value: number): number => Math.round(value * 100) / 100;
