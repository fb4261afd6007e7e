import { expect, it } from 'vitest'
import { crc32Mpeg } from './crc32-mpeg'

it('is the CRC-32 of MPEG-2: its check value, and zero of a message with its sum', () => {
  const message = new TextEncoder().encode('123456789')
  expect(crc32Mpeg(message)).toBe(0x0376_e6e7)
  expect(crc32Mpeg(Uint8Array.of(...message, 0x03, 0x76, 0xe6, 0xe7))).toBe(0)
})
