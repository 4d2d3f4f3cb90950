/** The value without its fields that are undefined: JSON has none. */
export function present<T extends object>(value: T): Present<T> {
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields) as Present<T>; // all its other fields
}

/** A type whose optional fields are there or are not. */
type Present<T> = { [Name in keyof T]: Exclude<T[Name], undefined> };
