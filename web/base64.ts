// By hand, because `fetch` of a data address is a request that `connect-src` and `file:` pages refuse.
export function decodeBase64(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer;
}
