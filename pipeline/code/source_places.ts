import { SourceMap } from "node:module";
import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { digestOf } from "../digest.ts";
import { mapBundle } from "./bundle.ts";
import type { StageCode } from "./stage_code.ts";
import type { Workspace } from "./workspace.ts";

/** Why an action failed, with places of its bundle: "at run (bundle:1:2345)". */
interface Failure {
  readonly message: string;
  readonly detail: string;
  readonly printed?: string;
}

/** A place in a bundle, as stacks have it (seal.ts). */
const PLACE = /\bbundle:(\d+):(\d+)/g;

/** Of each stage's code, made when an action fails: the bundle that runs holds no map. */
const maps = new WeakMap<StageCode, Promise<SourceMap | undefined>>();

/**
 * A failure with the places of the sources, "stages/train/run.ts:33:7", in the stead of those of the
 * bundle; `at` is where it happened: the innermost place in the run module, or else of all. Once the
 * sources are others than the bundle was made of, places stay as they are.
 *
 * @param module the run module
 */
export async function inSources<F extends Failure>(
  failure: F,
  module: URL,
  code: StageCode,
  workspace: Workspace,
): Promise<F & { readonly at?: string }> {
  const { message, detail, printed = "" } = failure;
  if (![message, detail, printed].some((text) => text.search(PLACE) >= 0)) return failure;
  if (!maps.has(code)) maps.set(code, mapOf(module, code, workspace));
  const map = await maps.get(code);
  if (map === undefined) return failure;
  const found: string[] = [];
  const translated = (text: string): string =>
    text.replace(PLACE, (place, line: string, column: string) => {
      const source = placeIn(map, Number(line), Number(column), workspace.root);
      if (source !== undefined) found.push(source);
      return source ?? place;
    });
  const stack = translated(detail);
  const own = `${shortened(fileURLToPath(module), workspace.root)}:`;
  const at = found.find((place) => place.startsWith(own)) ?? found[0];
  return {
    ...failure,
    message: translated(message),
    detail: stack,
    ...failure.printed === undefined ? {} : { printed: translated(printed) },
    ...at === undefined ? {} : { at },
  };
}

async function mapOf(
  module: URL,
  code: StageCode,
  workspace: Workspace,
): Promise<SourceMap | undefined> {
  const made = await mapBundle(module, workspace).catch(() => undefined); // the sources are broken now
  if (made === undefined || made.digest !== digestOf(code.bundle)) return undefined;
  return new SourceMap(JSON.parse(made.map));
}

/** Lines and columns count from 1 in both. */
function placeIn(map: SourceMap, line: number, column: number, root: string): string | undefined {
  const entry = map.findEntry(line - 1, column - 1);
  if (!("originalSource" in entry)) return undefined;
  const { originalSource, originalLine, originalColumn } = entry;
  const file = shortened(resolve("/", originalSource), root); // esbuild names it from "/" on
  return `${file}:${originalLine + 1}:${originalColumn + 1}`;
}

/** From the workspace's folder on, of a file that is in it. */
function shortened(path: string, root: string): string {
  const name = relative(root, path);
  return name.startsWith("..") ? path : name;
}
