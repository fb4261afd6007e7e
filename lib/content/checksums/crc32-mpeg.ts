const polynomial = 0x04c1_1db7

/** CRC-32 of tables in MPEG-2 transport streams (ISO/IEC 13818-1, annex A): bits from the top, no inversions. For what is small. */
export function crc32Mpeg(bytes: Uint8Array): number {
  let register = -1
  for (const byte of bytes) {
    register ^= byte << 24
    for (let bit = 0; bit < 8; bit++) register = register < 0 ? (register << 1) ^ polynomial : register << 1
  }
  return register >>> 0
}
