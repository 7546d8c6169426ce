// Ids that follow from a name: version 5 of RFC 9562, section 5.5. Whoever asks for one gets the same.

const ID_BYTES = 16;

const bytesOf = (id: string): readonly number[] =>
  (id.replaceAll('-', '').match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));

/** The id of a name within the one that `space` is. */
export async function idOfName(space: string, name: string): Promise<string> {
  const within = new Uint8Array([...bytesOf(space), ...new TextEncoder().encode(name)]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', within)).subarray(0, ID_BYTES);
  const [version, variant] = [digest[6] ?? 0, digest[8] ?? 0];
  digest[6] = (version & 0x0f) | 0x50;
  digest[8] = (variant & 0x3f) | 0x80;
  const text = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
