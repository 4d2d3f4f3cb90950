import { createRequire } from "node:module";

/** As much of the package as is used here. */
interface Package {
  readonly Validator: new () => {
    readonly results: readonly { status: string; message: string; entity?: string }[];
    readonly crate: {
      resolveContext(): Promise<unknown>;
      resolveTerm(term: string): string | undefined;
    };
    parseJSON(json: unknown): void;
    rootDataEntity(): void;
    checkFiles(files: Record<string, { exists: boolean }>): void;
  };
}

/**
 * What the RO-Crate community's own library, ro-crate-js, finds wrong with a crate: a line a fault. It
 * checks RO-Crate itself (not the profiles, which provenance_run_crate.ts does): the metadata's form, the
 * root, that each data entity is a file of the crate and each file is described, and that the context
 * defines every type and property. It carries the context of RO-Crate 1.2, so nothing is fetched.
 *
 * @param files paths in the crate's folder
 */
export async function validatorFaults(
  metadata: { readonly "@graph": readonly Readonly<Record<string, unknown>>[] },
  files: Iterable<string>,
): Promise<string[]> {
  const { Validator } = await load();
  const validator = new Validator();
  validator.parseJSON(metadata);
  await validator.crate.resolveContext();
  validator.rootDataEntity();
  const described = [...files].map((path) => [encodeURI(path), { exists: true }]);
  validator.checkFiles(Object.fromEntries(described));
  const terms = metadata["@graph"].flatMap((entity) => [
    ...Object.keys(entity).filter((property) => !property.startsWith("@")),
    ...[entity["@type"]].flat() as string[], // the parser has seen them
  ]);
  const undefinedTerms = [...new Set(terms)].filter((term) =>
    validator.crate.resolveTerm(term) === undefined
  );
  return [
    ...validator.results.filter(({ status }) => status !== "success")
      .map(({ message, entity }) => `${entity ?? ""} ${message}`.trim()),
    ...undefinedTerms.map((term) => `"${term}" is not in the context`),
  ];
}

/** The package, which keeps the `fetch` that it finds: one that has nothing but its own context. */
async function load(): Promise<Package> {
  const context = createRequire(import.meta.url).resolve("ro-crate/lib/context.json");
  const text = await Deno.readTextFile(context);
  const { fetch } = globalThis;
  globalThis.fetch = () => Promise.resolve(new Response(text));
  try {
    const { default: loaded } = await import("ro-crate");
    return loaded as unknown as Package; // its types are of another build of it
  } finally {
    globalThis.fetch = fetch;
  }
}
