import { join } from "node:path";
import { UsageError } from "../errors.ts";

/** The value of the Authorization header; kept in memory only, and sent to the cache's origin only. */
export type Credentials = string & { readonly brand: "credentials" };

const PREFIX = "OFFLINE_REACTIVATION_REMOTE";

/**
 * Credentials for a remote cache: a bearer token or a user and password of the environment, from which
 * they are taken out lest other processes get them, or the entry of its host in the netrc file.
 * Undefined if there are none.
 */
export async function takeCredentials(
  url: URL,
  env: Pick<typeof Deno.env, "get" | "delete"> = Deno.env,
): Promise<Credentials | undefined> {
  const [token, user, password] = ["TOKEN", "USER", "PASSWORD"].map((name) => {
    const value = env.get(`${PREFIX}_${name}`);
    env.delete(`${PREFIX}_${name}`);
    return value;
  });
  if (token !== undefined) return header("Bearer", token, `${PREFIX}_TOKEN`);
  if (user !== undefined) return basic(user, password ?? "", `${PREFIX}_USER and _PASSWORD`);
  const home = env.get("HOME") ?? env.get("USERPROFILE");
  const path = env.get("NETRC") ?? (home === undefined ? undefined : join(home, ".netrc"));
  const text = path && await Deno.readTextFile(path).catch(() => undefined);
  const entry = text && netrcEntry(text, url.hostname);
  return entry ? basic(entry.login, entry.password, "netrc") : undefined;
}

/** The login of a host in a netrc file, or that of its "default" entry. */
export function netrcEntry(
  text: string,
  host: string,
): { readonly login: string; readonly password: string } | undefined {
  const words = text.replace(/^\s*(?:#.*|macdef\b.*(?:\n.+)*)$/gm, "").match(/\S+/g) ?? [];
  const entries: Map<string, string>[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === "default") entries.push(new Map());
    else if (word === "machine") entries.push(new Map([["machine", words[++i] ?? ""]]));
    else entries.at(-1)?.set(word, words[++i] ?? "");
  }
  const entry = entries.find((entry) => entry.get("machine") === host) ??
    entries.find((entry) => !entry.has("machine"));
  return entry && { login: entry.get("login") ?? "", password: entry.get("password") ?? "" };
}

function basic(user: string, password: string, from: string): Credentials {
  if (user.includes(":")) throw new UsageError(`Cannot use the user of ${from}: it holds a ":"`);
  return header("Basic", new TextEncoder().encode(`${user}:${password}`).toBase64(), from);
}

function header(scheme: string, text: string, from: string): Credentials {
  if (!/^[\x21-\x7e]+$/.test(text)) {
    throw new UsageError(`Cannot use ${from}: it is empty or holds characters that cannot be sent`);
  }
  return `${scheme} ${text}` as Credentials; // what the brand stands for
}
