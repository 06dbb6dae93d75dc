// Bytes written into a script, two hexadecimal digits for each: longer than base64, yet lighter on its way, since a server's
// compression finds in it what repeats in the bytes.

/** By hand: browsers of a year ago have no `Uint8Array.fromHex`. */
export function decodeHex(text: string): ArrayBuffer {
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = 16 * digit(text, 2 * i) + digit(text, 2 * i + 1);
  return bytes.buffer;
}

/** The last four bits of `0` to `9` are their value, of `a` to `f` nine less. */
function digit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return (code & 15) + (code > 57 ? 9 : 0);
}
