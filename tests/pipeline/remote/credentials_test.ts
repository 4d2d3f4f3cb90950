import assert from "node:assert/strict";
import { join } from "node:path";
import { netrcEntry, takeCredentials } from "../../../pipeline/remote/credentials.ts";
import { HttpCache } from "../../../pipeline/remote/http_cache.ts";
import { cacheUrl, readSharing } from "../../../pipeline/remote/sharing.ts";
import { CacheServer } from "../../support/remote/cache_server.ts";
import { LIMITS } from "../../support/remote/machines.ts";

const PREFIX = "OFFLINE_REACTIVATION_REMOTE";
const HOST = new URL("https://cache.example.org/lab");

/** An environment of its own. */
function environment(values: Readonly<Record<string, string>>) {
  const map = new Map(Object.entries(values));
  return {
    get: (name: string) => map.get(name),
    delete: (name: string) => void map.delete(name),
    map,
  };
}

Deno.test("takeCredentials() takes a token, or a user and password, out of the environment", async () => {
  const env = environment({ [`${PREFIX}_TOKEN`]: "t0k3n", [`${PREFIX}_USER`]: "u", HOME: "/none" });
  assert.equal(await takeCredentials(HOST, env), "Bearer t0k3n");
  assert.deepEqual([...env.map.keys()], ["HOME"]);
  const named = environment({ [`${PREFIX}_USER`]: "ann", [`${PREFIX}_PASSWORD`]: "pässword" });
  assert.equal(await takeCredentials(HOST, named), "Basic YW5uOnDDpHNzd29yZA==");
  assert.deepEqual([...named.map.keys()], []);
  assert.equal(await takeCredentials(HOST, environment({ HOME: "/none" })), undefined);
});

Deno.test("takeCredentials() reads the host's entry in the netrc file", async () => {
  const home = await Deno.makeTempDir();
  const text = "machine cache.example.org\n  login ann\n  password s3cret\n";
  await Deno.writeTextFile(join(home, ".netrc"), text);
  const basic = `Basic ${btoa("ann:s3cret")}`;
  assert.equal(await takeCredentials(HOST, environment({ HOME: home })), basic);
  const NETRC = join(home, ".netrc");
  assert.equal(await takeCredentials(HOST, environment({ NETRC })), basic);
  assert.equal(
    await takeCredentials(new URL("https://other.org"), environment({ NETRC })),
    undefined,
  );
  await Deno.remove(home, { recursive: true });
});

Deno.test("takeCredentials() refuses what no header holds, without showing it", async () => {
  const env = environment({ [`${PREFIX}_TOKEN`]: "secret\nx: y" });
  await assert.rejects(
    takeCredentials(HOST, env),
    (error: Error) => /_TOKEN/.test(error.message) && !/secret/.test(error.message),
  );
});

Deno.test("netrcEntry() finds the host's first entry, else the default", () => {
  const text = `# password of machine x login y
machine a.org login ann password one account lab
machine b.org
	login bob
	password machine
macdef init
machine a.org login evil password evil

machine a.org login late password two
default login guest password me@here
`;
  assert.deepEqual(netrcEntry(text, "a.org"), { login: "ann", password: "one" });
  assert.deepEqual(netrcEntry(text, "b.org"), { login: "bob", password: "machine" });
  assert.deepEqual(netrcEntry(text, "c.org"), { login: "guest", password: "me@here" });
  assert.equal(netrcEntry("machine a.org login ann", "c.org"), undefined);
});

Deno.test("credentials go to the cache's origin, and over a redirect to no other", async () => {
  await using server = new CacheServer();
  await using elsewhere = new CacheServer();
  for (const { files } of [server, elsewhere]) files.set("cas/0", new Uint8Array(3));
  const env = environment({ [`${PREFIX}_TOKEN`]: "t0k3n" });
  const credentials = await takeCredentials(server.url, env);
  const { signal } = new AbortController();
  const http = new HttpCache(server.url, { credentials, limits: LIMITS, signal });
  const seen = ({ seen }: CacheServer) => seen.map(({ headers }) => headers.get("authorization"));
  assert.ok(await http.head("cas/0", 3));
  assert.deepEqual(seen(server), ["Bearer t0k3n"]);
  server.misbehave = ({ path }) =>
    Response.redirect(path === "cas/0" ? `${server.url}/cas/1` : `${elsewhere.url}/cas/0`, 307);
  assert.ok(await http.head("cas/0", 3));
  assert.deepEqual(seen(server), ["Bearer t0k3n", "Bearer t0k3n", "Bearer t0k3n"]);
  assert.deepEqual(seen(elsewhere), [null]);
});

Deno.test("a failure shows no address that a redirect led to: it may hold a secret", async () => {
  await using server = new CacheServer();
  server.misbehave = () => Response.redirect("http://127.0.0.1:1/x?signature=s3cret", 302);
  const { signal } = new AbortController();
  const http = new HttpCache(server.url, { limits: LIMITS, signal });
  await assert.rejects(
    http.head("cas/0", 3),
    (error: Error) => /cannot be reached/.test(error.message) && !/s3cret/.test(error.message),
  );
});

Deno.test("cacheUrl() refuses an address with a secret in it, without showing it", () => {
  for (
    const url of [
      "https://ann:s3cret@a.org/",
      "https://a.org/?sig=s3cret",
      "ftp://s3cret/",
      "s3cret",
    ]
  ) {
    assert.throws(
      () => cacheUrl(url),
      (error: Error) => error.name === "UsageError" && !/s3cret/.test(error.message),
      url,
    );
  }
  assert.equal(cacheUrl("https://a.org/lab/").href, "https://a.org/lab/");
});

Deno.test("readSharing() sends credentials without TLS to this machine alone, unless it is allowed to", async () => {
  const folder = await Deno.makeTempDir();
  const before = Deno.env.get("NETRC");
  const NETRC = join(folder, "netrc");
  await Deno.writeTextFile(NETRC, "default login ann password s3cret\n");
  Deno.env.set("NETRC", NETRC);
  const send = (remoteCache: string, insecure = false) =>
    readSharing({ remoteCache, insecure }, ".").then(({ remote }) => remote?.credentials);
  try {
    for (
      const url of [
        "https://cache.example.org/lab",
        "http://localhost:8080",
        "http://127.0.0.1/lab",
        "http://[::1]:8080",
      ]
    ) assert.match(String(await send(url)), /^Basic /, url);
    for (
      const url of [
        "http://cache.example.org/lab",
        "http://10.0.0.7",
        "http://localhost.example.org",
        "http://127.0.0.1.example.org",
        "http://example.org/localhost",
      ]
    ) {
      await assert.rejects(
        send(url),
        (error: Error) =>
          error.name === "UsageError" && !/s3cret|\n/.test(error.message) &&
          error.message.startsWith(`Cannot send credentials to ${new URL(url).origin}: `) &&
          /--insecure$/.test(error.message),
        url,
      );
      assert.match(String(await send(url, true)), /^Basic /, url);
    }
    await Deno.remove(NETRC);
    assert.equal(await send("http://cache.example.org/lab"), undefined, "there are none to send");
  } finally {
    if (before === undefined) Deno.env.delete("NETRC");
    else Deno.env.set("NETRC", before);
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("readSharing() refuses an upload to nowhere", async () => {
  await assert.rejects(readSharing({ remoteUpload: true }, "."), /without --remote-cache/);
});
