import {
  element,
  newDocument,
  SVG_NAMESPACE,
  type SvgDocument,
  type SvgElement,
} from "./document.ts";
import type { PanelAsset, PanelOutput } from "../kinds.ts";
import { renderPdf } from "./pdf.ts";
import { renderPng } from "./png.ts";
import { FONT_FAMILY, FONT_SIZE, INK, PANEL_WIDTH, PAPER, type Phase } from "./style.ts";
import { serialiseSvg } from "./svg.ts";

/** What identifies a panel and is written on it. */
export interface PanelHead {
  /** The figure's name and the prefix of its ids: "fig1d". */
  readonly figure: string;
  readonly title: string;
  readonly titleColour?: string;
  /** What is to be seen, for those who cannot: one or two sentences. */
  readonly description: string;
}

/** What a panel shows of which phase. */
export interface PhaseView {
  /** "fig1d" */
  readonly figure: string;
  readonly phase: Phase;
}

/** Draws the content of a panel, in px from its top left corner; y grows downwards. */
export type Content = (document: SvgDocument) => readonly SvgElement[];

/** The SVG text of a panel of `height` px (half as wide as a plate unless told): head, then content. */
export function drawPanel(
  head: PanelHead,
  height: number,
  content: Content,
  width: number = PANEL_WIDTH.half,
): string {
  const document = newDocument();
  const letter = letterOf(head.figure);
  const svg = element(
    document,
    "svg",
    {
      xmlns: SVG_NAMESPACE,
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-labelledby": "title description",
      fill: INK,
      color: INK,
      "font-family": FONT_FAMILY,
      "font-size": FONT_SIZE.tick,
    },
    element(document, "title", { id: "title" }, `${head.figure}: ${head.title}`),
    element(document, "desc", { id: "description" }, head.description),
    element(document, "rect", { width, height, fill: PAPER }),
    element(
      document,
      "text",
      { x: 4, y: 13, "font-size": FONT_SIZE.letter, "font-weight": "bold" },
      letter,
    ),
    element(
      document,
      "text",
      {
        x: 8 + 9 * letter.length,
        y: 13,
        "font-size": FONT_SIZE.title,
        fill: head.titleColour ?? INK,
      },
      head.title,
    ),
    ...content(document),
  );
  return serialiseSvg(svg, head.figure);
}

/** "d" of "fig1d"; of a figure of one panel and of a table, which have no letters, "S1" and "A.1". */
function letterOf(figure: string): string {
  const [, letter, number] = /^table([A-Z])(\d)$/.exec(figure) ?? [];
  if (number === undefined) return /^fig.*?([a-z]|S\d)$/.exec(figure)?.[1] ?? "";
  return letter === "A" ? `A.${number}` : `${letter}${number}`;
}

/** What drawing needs of an action: panels and sweeps' figures give it. */
interface Drawing {
  asset(name: PanelAsset): Promise<Uint8Array<ArrayBuffer>>;
  write(output: PanelOutput, bytes: Uint8Array): Promise<void>;
}

/** Writes a drawing's three outputs. */
export async function writeDrawing(action: Drawing, svg: string): Promise<void> {
  const [wasm, regular, bold] = await Promise.all([
    action.asset("resvg.wasm"),
    action.asset("DejaVuSans.ttf"),
    action.asset("DejaVuSans-Bold.ttf"),
  ]);
  await action.write("svg", new TextEncoder().encode(svg));
  await action.write("png", await renderPng(svg, { wasm, fonts: [regular, bold] }));
  await action.write("pdf", await renderPdf(svg, { regular, bold }));
}
