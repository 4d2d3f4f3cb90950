import fc from "fast-check";

/** A valid file with up to four bytes changed, or cut, or extended: what a reader must survive. */
export function mutated(file: Uint8Array): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  const byte = fc.tuple(fc.nat(file.length - 1), fc.nat(255));
  return fc.record({
    changes: fc.array(byte, { minLength: 1, maxLength: 4 }),
    length: fc.oneof(fc.constant(file.length), fc.nat(file.length)),
    extra: fc.oneof(fc.constant(0), fc.nat(9)),
  }).map(({ changes, length, extra }) => {
    const bytes = new Uint8Array(length + extra);
    bytes.set(file.subarray(0, length));
    for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
    return bytes;
  });
}
