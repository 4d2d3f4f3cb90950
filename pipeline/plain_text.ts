import { stripVTControlCharacters } from "node:util";

/** What turns the direction of writing, so that a text reads otherwise than it is. */
const DIRECTIONS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text from elsewhere as it may reach a terminal, a log or an event: lines without escape sequences
 * and control characters, at most `limit` characters in all.
 */
export function plainText(text: string, limit: number): string {
  return stripVTControlCharacters(text.slice(0, limit))
    .replace(/[^\P{Cc}\n\t]+/gu, "").replace(DIRECTIONS, "");
}

/** The same as one line. */
export function plainLine(text: string, limit: number): string {
  return plainText(text, limit).replace(/\s*[\n\t]\s*/g, " ").trim();
}
