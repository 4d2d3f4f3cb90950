import { findBlas } from "../../cli/blas_library.ts";

/**
 * The BLAS library of this machine, for tests of `--engine blas`; they are run where there is one.
 * With BLAS_TESTS=required, as .ci/run sets it where it can install one, its absence is an error.
 */
export const blas: string | undefined = await findBlas().catch((error: unknown) => {
  if (Deno.env.get("BLAS_TESTS") === "required") throw error;
  return undefined;
});
