import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineBenchmark } from "./benchmark.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The actions of profile `full`, at the sizes of `smoke`: real results, made in minutes. */
const EVERYTHING = ["--profile", "smoke", "--seeds", "0-4"];

export const cached = defineBenchmark({
  name: "cached",
  summary: "Whole processes when all actions of a full profile are cached, beside Deno's own start",
  measures: {
    "actions": { unit: "" },
    "deno eval ''": { unit: "ms" },
    "status": { unit: "ms" },
    "reproduce": { unit: "ms" },
    "status / deno eval ''": { unit: "x", target: { kind: "at most", value: 25 } },
    "reproduce / deno eval ''": { unit: "x", target: { kind: "at most", value: 35 } },
  },
  async prepare(scale) {
    const folder = await Deno.makeTempDir({ prefix: "bench-" });
    const words = [...EVERYTHING, "--cache", join(folder, "cache")];
    if (scale === "smoke") words.push("--only", "tableA1");
    const reproduce = run("reproduce", ...words, "--quiet", "--out", join(folder, "out"));
    await processorSeconds(reproduce); // executes all
    const rows = JSON.parse(await outputOf(run("status", ...words, "--json"))) as {
      readonly counts: { readonly cached: number };
    }[];
    const actions = rows.reduce((sum, { counts }) => sum + counts.cached, 0);
    return {
      async round() {
        const start = 1000 * await processorSeconds(["eval", ""]);
        const status = 1000 * await processorSeconds(run("status", ...words));
        const all = 1000 * await processorSeconds(reproduce);
        return {
          "actions": actions,
          "deno eval ''": start,
          status,
          "reproduce": all,
          "status / deno eval ''": status / start,
          "reproduce / deno eval ''": all / start,
        };
      },
      [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
    };
  },
});

const run = (...words: readonly string[]) => ["run", "-q", "-P=offline", "cli/main.ts", ...words];

/** Seconds of processor time that Deno takes, the kernel's for it included: the shell tells. */
async function processorSeconds(args: readonly string[]): Promise<number> {
  const script = '"$@" > /dev/null && times';
  const [, children = ""] = (await outputOf(["-c", script, "sh", Deno.execPath(), ...args], "sh"))
    .split("\n");
  const times = children.matchAll(/(\d+)m([\d.]+)s/g); // "0m0.120s 0m0.040s"
  return [...times].reduce(
    (sum, [, minutes, rest]) => sum + 60 * Number(minutes) + Number(rest),
    0,
  );
}

async function outputOf(
  args: readonly string[],
  program: string = Deno.execPath(),
): Promise<string> {
  const command = new Deno.Command(program, { args: [...args], cwd: root, stderr: "inherit" });
  const { success, stdout } = await command.output();
  if (!success) throw new Error(`Cannot measure "${args.join(" ")}"`);
  return new TextDecoder().decode(stdout);
}
