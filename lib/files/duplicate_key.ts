/**
 * The first key that occurs twice in one object of this JSON text, if any. `JSON.parse` keeps the last
 * value and is silent. The text must be valid JSON.
 */
export function duplicateKey(json: string): string | undefined {
  const open: Set<string>[] = [];
  // Strings with the colon that makes them a key, and braces; the rest cannot matter.
  for (const [token, string, colon] of json.matchAll(/("(?:[^"\\]|\\.)*")\s*(:)?|[{}]/g)) {
    if (token === "{") {
      open.push(new Set());
    } else if (token === "}") {
      open.pop();
    } else if (colon !== undefined) {
      const key = String(JSON.parse(string!));
      const keys = open.at(-1)!;
      if (keys.has(key)) return key;
      keys.add(key);
    }
  }
  return undefined;
}
