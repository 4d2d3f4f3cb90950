/**
 * Counts the operations by which files change, and does something at one of them, before or after it:
 * the process is made to end there. It replaces functions of Deno, so that the code under test is the
 * code that ships; source text, since run modules of a rig use it, too.
 */
export const FAULTS = `
const async = ["rename", "remove", "mkdir", "chmod", "truncate", "writeFile", "writeTextFile"];
/** Calls at(number, "before rename") and so on; numbers count from 0. */
export function onOperations(at) {
  let next = 0;
  const wrap = (target, name) => {
    const original = target[name];
    target[name] = async function (...args) {
      const number = next++;
      await at(2 * number, "before " + name, args);
      const result = await original.apply(this, args);
      await at(2 * number + 1, "after " + name, args);
      return result;
    };
  };
  for (const name of async) wrap(Deno, name);
  for (const name of ["write", "sync", "truncate"]) wrap(Deno.FsFile.prototype, name);
}
`;
