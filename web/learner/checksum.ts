// CRC-32, as in zip and PNG: finds an entry of which storage gave back only a part, or something else.
const POLYNOMIAL = 0xedb88320;

export function crc32(text: string): number {
  let crc = ~0;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
  }
  return ~crc >>> 0;
}
