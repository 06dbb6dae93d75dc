import { expect, it } from 'vitest';
import { decodeHex } from '../../web/hex.ts';

it('every byte comes back', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(new Uint8Array(decodeHex(Buffer.from(all).toString('hex')))).toEqual(all);
  expect(decodeHex('').byteLength).toBe(0);
});
