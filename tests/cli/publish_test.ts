import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js";
import { findBrowser } from "../support/browser.ts";
import { command, eventsOf } from "../support/command.ts";
import { documentedCommands } from "../support/documented_commands.ts";
import { crateFaults } from "../support/provenance_run_crate.ts";
import { validatorFaults } from "../support/ro_crate_validator.ts";

const root = new URL("../../", import.meta.url);

interface Reference {
  readonly "@id": string;
}

/** Commands that know of no profile. */
const UNPROFILED = ["import", "runs", "cache", "completion"];

/** And those that know of no cache. */
const UNCACHED = ["completion", "config"];

/** A command as documented, on the smoke profile with a cache and folders of our own. */
function onSmoke(documented: readonly string[], folder: string): string[] {
  const words = documented.filter((word) => word !== "--quiet" || documented[0] === "reproduce");
  const name = words[0]!;
  const args = words.map((word, i) => {
    if (word === "quick") return "smoke";
    const isFolder = words[i - 1] === "--out" || (name === "import" && i === 1);
    return isFolder ? join(folder, word) : word;
  });
  if (!UNPROFILED.includes(name) && !words.includes("--profile")) args.push("--profile", "smoke");
  const writes = name === "reproduce" || name === "publish";
  if (writes && !words.includes("--out")) args.push("--out", join(folder, `${name}d`));
  return UNCACHED.includes(name) ? args : [...args, "--cache", join(folder, "cache")];
}

/** What cuts documented commands short that would execute the whole profile again. */
function inShort(documented: readonly string[]): string[] {
  const words = documented.join(" ");
  if (words === "verify --profile quick") return ["--sample", "3"];
  return words.startsWith("reproduce") && words.endsWith("noiseLaw=gaussian")
    ? ["--seeds", "0"]
    : [];
}

/** The commands of reproduce.yml. */
async function workflowCommands(folder: string): Promise<string[][]> {
  const text = await Deno.readTextFile(new URL(".github/workflows/reproduce.yml", root));
  const prefix = "npx -y deno@2.9.6 task ";
  const lines = Array.from(text.matchAll(/^\s+- run: (.*)$/gm), (match) => match[1]!);
  const ofSmoke = lines.filter((line) => line !== `${prefix}beyond --check`); // which is of quick alone
  return ofSmoke.map((line) => {
    assert.ok(line.startsWith(prefix), `only commands of this project: ${line}`);
    const words = line.slice(prefix.length).split(" ");
    return onSmoke(words.map((word) => word === "10" ? "3" : word), folder); // a smaller sample
  });
}

async function digests(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const visit = async (path: string): Promise<void> => {
    for await (const { name, isDirectory } of Deno.readDir(join(folder, path))) {
      const inner = path === "" ? name : `${path}/${name}`;
      if (isDirectory) await visit(inner);
      else {
        const bytes = await Deno.readFile(join(folder, inner));
        found.set(inner, createHash("sha256").update(bytes).digest("hex"));
      }
    }
  };
  await visit("");
  return found;
}

/** The same of the files in a ZIP file. */
async function zippedDigests(path: string): Promise<Map<string, string>> {
  const zip = new ZipReader(new Uint8ArrayReader(await Deno.readFile(path)));
  const found = new Map<string, string>();
  for (const entry of await zip.getEntries()) {
    if (entry.directory) continue;
    const bytes = await entry.getData(new Uint8ArrayWriter(), { useWebWorkers: false });
    found.set(entry.filename, createHash("sha256").update(bytes).digest("hex"));
  }
  await zip.close();
  return found;
}

Deno.test("the steps of reproduce.yml give results that can be archived, read and imported", async (t) => {
  const folder = await Deno.makeTempDir();
  const [cache, dist] = [join(folder, "cache"), join(folder, "dist")];
  for (const args of await workflowCommands(folder)) {
    const { status, stderr } = await command(args);
    assert.equal(status, 0, `${args.join(" ")}\n${stderr}`);
  }
  const published = await digests(dist);

  await t.step("publish lists every file with its digest", async () => {
    const lines = (await Deno.readTextFile(join(dist, "SHA256SUMS"))).trim().split("\n");
    const listed = lines.map((line) => [line.slice(66), line.slice(0, 64)] as const);
    published.delete("SHA256SUMS");
    assert.deepEqual(new Map(listed), new Map([...published].sort(([a], [b]) => a < b ? -1 : 1)));
    const some = ["deno.lock", "report/index.html", "report/described/fig2e.png", "workflow.svg"];
    for (const file of [...some, "source/cli/main.ts", "source/deno.lock"]) {
      assert.ok(published.has(file), file);
    }
    for (const file of published.keys()) assert.match(file, /^[\w.,=+/-]+$/);
  });

  await t.step(
    "publish gives the same bytes again, and removes what is no longer published",
    async () => {
      const again = join(folder, "again");
      const args = ["publish", "--profile", "smoke", "--protocol", "both", "--cache", cache];
      const env = { TZ: "Asia/Tokyo" };
      assert.equal((await command([...args, "--out", again, "--zip"], { env })).status, 0);
      const first = await digests(dist);
      assert.deepEqual(await digests(again), first);
      assert.deepEqual(await zippedDigests(`${again}.zip`), first);
      const zipped = await Deno.readFile(`${again}.zip`);
      assert.equal((await command([...args, "--out", again, "--zip"])).status, 0);
      assert.deepEqual(await Deno.readFile(`${again}.zip`), zipped);
      const fewer = ["publish", "--profile", "smoke", "--cache", cache, "--out", again];
      assert.equal((await command(fewer)).status, 0);
      const left = await digests(again);
      assert.ok(left.size < first.size && !left.has("report/described/fig2e.png"));
    },
  );

  await t.step("publish leaves a folder with other files alone", async () => {
    const args = ["publish", "--profile", "smoke", "--cache", cache, "--out", folder];
    const { status, stderr } = await command(args);
    assert.equal(status, 2);
    assert.match(stderr, /^error: Cannot publish into .*holds other files/m);
  });

  await t.step("publish asks for what has not run", async () => {
    const args = ["publish", "--profile", "smoke", "--seeds", "7", "--cache", cache];
    const { status, stderr } = await command([...args, "--out", join(folder, "none")]);
    assert.equal(status, 2);
    assert.match(stderr, /actions have no result in the cache .*deno task reproduce/);
  });

  await t.step("the metadata keep the Provenance Run Crate profile", async () => {
    const text = await Deno.readTextFile(join(dist, "ro-crate-metadata.json"));
    const crate = JSON.parse(text) as { "@graph": Record<string, unknown>[] };
    assert.deepEqual(crateFaults(crate), []);
    for (const { "@id": id, "@type": type, sha256 } of crate["@graph"]) {
      if (![type].flat().includes("File") || id === "SHA256SUMS") continue;
      const found = published.get(decodeURIComponent(String(id)));
      assert.ok(found !== undefined, `${id} is a file`);
      if (sha256 !== undefined) assert.equal(found, sha256, String(id));
    }
    const broken = { ...crate, "@graph": crate["@graph"].filter(({ "@id": id }) => id !== "#run") };
    assert.ok(crateFaults(broken).length > 0);
  });

  await t.step("ro-crate-js finds nothing wrong with the crate", async () => {
    const crate = JSON.parse(await Deno.readTextFile(join(dist, "ro-crate-metadata.json")));
    const beside = ["ro-crate-metadata.json", "ro-crate-preview.html"];
    const files = [
      ...[...published.keys()].filter((path) => !beside.includes(path) && !/^source\//.test(path)),
      "source/", // described as a whole
    ];
    assert.deepEqual(await validatorFaults(crate, [...files, "SHA256SUMS"]), []);
    const [root] = crate["@graph"].filter((entity: { "@id": string }) => entity["@id"] === "./");
    delete root.license;
    root.colour = "blue";
    assert.deepEqual(await validatorFaults(crate, files), [
      "Missing required property: license",
      "SHA256SUMS Data Entity refers to a local file path or directory that does not exist",
      '"colour" is not in the context',
    ]);
  });

  await t.step(
    "who made it, and what it is about, is said alike in crate and citation",
    async () => {
      const { "@graph": graph } = JSON.parse(
        await Deno.readTextFile(join(dist, "ro-crate-metadata.json")),
      ) as { "@graph": Record<string, unknown>[] };
      const get = (id: unknown) => graph.find(({ "@id": found }) => found === id)!;
      const [root, workflow] = [get("./"), get("workflow.json")];
      const cited = await Deno.readTextFile(join(dist, "CITATION.cff"));
      assert.equal(cited, await Deno.readTextFile(new URL("../../CITATION.cff", import.meta.url)));
      for (const property of ["creator", "publisher"]) {
        const [{ "@id": id }] = [root[property]].flat() as [{ "@id": string }];
        assert.match(String(get(id)["@type"]), /^(Person|Organization)$/);
        assert.ok(cited.includes(String(get(id)["name"])), property);
      }
      for (const keyword of String(root["keywords"]).split(", ")) {
        assert.ok(cited.includes(`  - ${keyword}\n`), keyword);
      }
      assert.ok(cited.includes(`license: ${get((root["license"] as Reference)["@id"])["name"]}\n`));
      assert.ok(cited.includes(`version: "${workflow["version"]}"\n`));
      assert.ok(cited.includes(`url: ${(root["citation"] as Reference)["@id"]}\n`));
      const image = get((workflow["image"] as Reference)["@id"]);
      assert.deepEqual(image["@type"], ["File", "ImageObject"]);
      const page = await Deno.readTextFile(join(dist, "ro-crate-preview.html"));
      assert.match(page, /<img src="workflow\.svg"/);
      for (const [, link] of page.matchAll(/href="([^"]+)"/g)) {
        if (link!.startsWith("https:")) continue;
        await Deno.stat(join(dist, decodeURIComponent(link!)));
      }
    },
  );

  await t.step(
    "its sources, anywhere, take it up again, and give the same from nothing",
    async () => {
      const source = join(folder, "elsewhere");
      assert.ok(
        (await new Deno.Command("cp", { args: ["-r", join(dist, "source"), source] }).output())
          .success,
      );
      const tree = pathToFileURL(`${source}/`);
      const ours = (...args: string[]) => command(args, { tree });
      const [filled, empty] = [join(folder, "filled"), join(folder, "fresh")];
      assert.equal((await ours("import", dist, "--cache", filled)).status, 0);
      const fig1b = ["reproduce", "--profile", "smoke", "--only", "fig1b", "--json"];
      const again = await ours(...fig1b, "--cache", filled);
      assert.equal(again.status, 0, again.stderr);
      assert.deepEqual(eventsOf(again, "executed"), []);
      const anew = await ours(...fig1b, "--cache", empty);
      assert.equal(anew.status, 0, anew.stderr);
      assert.equal(eventsOf(anew, "executed").length, 7);
      assert.deepEqual(
        await Deno.readFile(join(source, "figures", "out", "smoke", "fig1b.svg")),
        await Deno.readFile(join(dist, "report", "fig1b.svg")),
      );
    },
  );

  await t.step("import fills an empty cache, so that a figure needs nothing to run", async () => {
    const other = join(folder, "other");
    const imported = await command(["import", dist, "--cache", other]);
    assert.equal(imported.status, 0, imported.stderr);
    assert.match(imported.stderr, /\nNo signature was checked: you trust whoever wrote ".*dist"/);
    const smoke = ["reproduce", "--profile", "smoke", "--json", "--cache", other];
    const out = ["--out", join(folder, "redrawn")];
    const run = await command([...smoke, "--only", "fig2e", ...out]);
    assert.equal(run.status, 0, run.stderr);
    assert.deepEqual(eventsOf(run, "executed"), []);
    const drawn = await Deno.readFile(join(folder, "redrawn", "fig2e.svg"));
    assert.deepEqual(drawn, await Deno.readFile(join(dist, "report", "fig2e.svg")));
    const page = await Deno.readTextFile(join(folder, "redrawn", "index.html"));
    assert.match(page, /Of these results: \d+ imported from &quot;.*dist&quot;, unsigned\.</);
    const set = ["--set", "spatial.vanilla.drawing.divergence=7"];
    const redrawn = await command([...smoke, "--only", "fig2e", ...set, ...out]);
    assert.equal(redrawn.status, 0, redrawn.stderr);
    assert.deepEqual(eventsOf(redrawn, "executed").map(({ label }) => label), ["figures/fig2e"]);
  });

  await t.step("import takes nothing if a digest is wrong", async () => {
    const file = join(dist, "report", "fig2e.svg");
    const bytes = await Deno.readFile(file);
    await Deno.writeFile(file, bytes.with(0, 0x20)); // of the same size
    const empty = join(folder, "empty");
    const { status, stderr } = await command(["import", dist, "--cache", empty]);
    await Deno.writeFile(file, bytes);
    assert.equal(status, 2);
    assert.match(stderr, /Cannot import .*nothing was taken: "report\/fig2e\.svg": digest is/);
    assert.deepEqual(await Array.fromAsync(Deno.readDir(join(empty, "ac"))), []);
  });

  await t.step("import refuses a folder that was not published", async () => {
    const { status, stderr } = await command(["import", cache, "--cache", join(folder, "empty")]);
    assert.equal(status, 2);
    assert.match(stderr, /Cannot import .*expected a folder that "publish" wrote/);
  });

  await t.step("every command that the documents show works", async () => {
    for (const words of await documentedCommands()) {
      const args = [...onSmoke(words, folder), ...inShort(words)];
      const { status, stderr } = await command(args);
      assert.equal(status, 0, `${args.join(" ")}\n${stderr}`);
    }
  });

  await t.step({
    name: "the report works in a browser, from a file, by keyboard, light and dark",
    ignore: findBrowser() === undefined,
    fn: async () => {
      const script = new URL("../support/try_report.ts", import.meta.url).href;
      const { success, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--allow-all", script, join(dist, "report", "index.html")],
        env: { NO_COLOR: "1" },
      }).output();
      assert.ok(success, new TextDecoder().decode(stderr));
    },
  });
  await Deno.remove(folder, { recursive: true });
});
