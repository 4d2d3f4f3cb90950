/** Of text in the size of notes on average, px; rather too much, for bold text. */
const CHARACTER_WIDTH = 6;

/** Breaks text in the size of notes between words into lines of about `width` px; a longer word is left whole. */
export function wrap(text: string, width: number): string[] {
  const most = Math.floor(width / CHARACTER_WIDTH);
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
