import { Buffer } from "node:buffer"; // whose Latin-1 keeps every byte

/** What a PDF of ours says: its text, and the operators that draw it. */
export interface PdfContent {
  readonly text: string;
  readonly operators: string;
  /** All objects that are not streams. */
  readonly objects: string;
}

/** Takes a PDF with one page apart. Strings become text by the tables that are in it for those who copy. */
export async function pdfContent(bytes: Uint8Array<ArrayBuffer>): Promise<PdfContent> {
  const file = Buffer.from(bytes).toString("latin1");
  const objects = new Map<string, string>();
  for (const [, id, body] of file.matchAll(/(?:^|\n)(\d+) 0 obj\n([^]*?)\nendobj/g)) {
    objects.set(id!, await inflated(body!));
  }
  const refers = (body: string, key: string) =>
    new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1] ?? "";
  const of = (id: string) => objects.get(id) ?? "";
  const fonts = new Map<string, ReadonlyMap<string, string>>();
  for (const body of objects.values()) {
    for (const [, name, id] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      fonts.set(name!, lettersOf(of(refers(of(id!), "ToUnicode"))));
    }
  }
  const page = [...objects.values()].find((body) => /\/Type \/Page\n/.test(body)) ?? "";
  const operators = of(refers(page, "Contents"));
  let font: ReadonlyMap<string, string> = new Map();
  const text = operators.split("\n").flatMap((line) => {
    const [, name] = /^\/(F\d+) [\d.]+ Tf$/.exec(line) ?? [];
    if (name !== undefined) font = fonts.get(name)!;
    if (!line.endsWith("TJ")) return [];
    const codes = Array.from(line.matchAll(/<([0-9a-f]+)>/g), ([, hex]) => hex!.match(/.{4}/g)!);
    return codes.flat().map((code) => font.get(code) ?? "�").join("");
  });
  return {
    text: text.join("\n"),
    operators,
    objects: file.replaceAll(/stream\n[^]*?endstream/g, ""),
  };
}

async function inflated(body: string): Promise<string> {
  const [, dictionary, stream] = /^([^]*?)\nstream\n([^]*)\nendstream$/.exec(body) ?? [];
  if (!dictionary?.includes("FlateDecode")) return body;
  const bytes = Uint8Array.from(Buffer.from(stream!, "latin1"));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const text = Buffer.from(await new Response(unpacked).arrayBuffer()).toString("latin1");
  return `${dictionary}\n${text}`;
}

/** From the codes of a font to letters: the ranges of its table. */
function lettersOf(table: string): ReadonlyMap<string, string> {
  const letters = new Map<string, string>();
  for (const [, first, list] of table.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)) {
    list!.trim().split(/\s+/).forEach((hex, i) => {
      const units = hex.slice(1, -1).match(/.{4}/g) ?? [];
      const code = (parseInt(first!, 16) + i).toString(16).padStart(4, "0");
      letters.set(code, String.fromCharCode(...units.map((unit) => parseInt(unit, 16))));
    });
  }
  return letters;
}
