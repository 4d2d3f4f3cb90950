import { parseDigest } from "../digest.ts";
import type { Digest } from "../digest.ts";
import { plainLine, plainText } from "../plain_text.ts";
import type { ExecutionMessage, ExecutionRequest } from "./messages.ts";

/** Characters of a message for the reader, of a stack, of a word or a remark. */
const MESSAGE = 4000, STACK = 16_000, WORD = 200;

/**
 * A message from an action's process: it is taken apart and made anew from what is expected of its kind,
 * texts without what would drive a terminal. Throws on anything else.
 */
export function checkMessage(value: unknown, request: ExecutionRequest): ExecutionMessage {
  const fields: Readonly<Record<string, unknown>> = { ...(value as object) }; // of any type
  const text = (name: string): string => {
    const found = fields[name];
    if (typeof found === "string") return found;
    throw unexpected(name, found, "a text");
  };
  const line = (name: string, limit: number): string => plainLine(text(name), limit);
  const count = (name: string): number => {
    const found = fields[name];
    if (typeof found === "number" && found >= 0 && found < Infinity) return found;
    throw unexpected(name, found, "a number from 0 on");
  };
  const time = (name: string): string => {
    const found = text(name);
    if (!Number.isNaN(Date.parse(found)) && new Date(found).toISOString() === found) return found;
    throw unexpected(name, found, "a time");
  };
  switch (fields["kind"]) {
    case "waiting":
      return { kind: "waiting", holder: line("holder", WORD) };
    case "locked":
    case "interrupted":
      return { kind: fields["kind"] };
    case "progress":
      return {
        kind: "progress",
        done: count("done"),
        total: count("total"),
        unit: line("unit", WORD),
        ...(fields["note"] === undefined ? {} : { note: line("note", WORD) }),
      };
    case "warning":
      return { kind: "warning", message: line("message", MESSAGE) };
    case "damaged":
      return {
        kind: "damaged",
        digest: pinned(text("digest"), request),
        why: line("why", MESSAGE),
      };
    case "failed":
      return {
        kind: "failed",
        message: line("message", MESSAGE),
        stack: plainText(text("stack"), STACK),
      };
    case "finished":
      return { kind: "finished", started: time("started"), completed: time("completed") };
    default:
      throw unexpected("kind", fields["kind"], "a kind of message");
  }
}

/** The digest of one of the files that the action was given: it may report only these. */
function pinned(text: string, { bundle, inputs, assets }: ExecutionRequest): Digest {
  const digest = parseDigest(text);
  const files = [bundle, ...Object.values(inputs).flat(), ...Object.values(assets)];
  if (files.some((file) => file.digest === digest)) return digest;
  throw new Error(`It calls ${digest} damaged, which is none of its files`);
}

function unexpected(name: string, found: unknown, expected: string): Error {
  const shown = (JSON.stringify(found) ?? "missing").slice(0, 60);
  return new Error(`Message of its process has ${name} ${shown}, expected ${expected}`);
}
