/** What the user asked for cannot be: an unknown name, a wrong value. The message says what to type. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The environment prevents the work: a full disk, a cache folder that cannot be written. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

/** One line for an error: its message, without a stack or control characters. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\s*\p{Cc}+\s*/gu, " ");
}

/** Whether the system refused bytes for want of room: Deno does not give all of these errors a code. */
export function isDiskFull(message: string): boolean {
  return /no space left|file too large|quota exceeded/i.test(message);
}

/** Whether the system refused to open a file for want of room in its tables. */
export function isTooManyFiles(error: unknown): boolean {
  return /too many open files/i.test(messageOf(error));
}

/** Says in plain words what the system refused for a path, and what to do. */
export function explainIo(error: unknown, what: string, path: string): EnvironmentError {
  if (error instanceof EnvironmentError) return error; // it has been explained
  const cause =
    error instanceof Deno.errors.NotCapable || error instanceof Deno.errors.PermissionDenied
      ? "permission denied; choose a folder you own with --cache or --out"
      : /no space left/i.test(messageOf(error))
      ? "no space left on the device; free some space (deno task cache gc) or choose another folder"
      : isDiskFull(messageOf(error))
      ? "a limit on file sizes or a quota is reached; raise it or choose another folder"
      : isTooManyFiles(error)
      ? "too many open files; raise the limit (ulimit -n) or use fewer --jobs"
      : /read-only file system/i.test(messageOf(error))
      ? "the file system is read-only; choose another folder with --cache or --out"
      : error instanceof Deno.errors.NotADirectory || error instanceof Deno.errors.AlreadyExists
      ? "a file stands where a folder is needed; move it or choose another folder"
      : `${messageOf(error)}; choose another folder with --cache or --out`;
  return new EnvironmentError(`Cannot ${what} "${path}": ${cause}`);
}
