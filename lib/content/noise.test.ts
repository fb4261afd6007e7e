import { deflateRawSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { describeFamily } from './generator.contract'
import { noise } from './parts/noise'

describeFamily('other', {
  bin: { version: 2, sha256: 'a86025e46359747ce7a10f7a26a463ffb979789c654caf18622b2e705701afa4' },
})

it('noise has every byte about as often and does not compress', () => {
  const bytes = Buffer.alloc(1 << 20)
  noise('seed', bytes.length).read(0, bytes)
  const counts = new Array<number>(256).fill(0)
  for (const byte of bytes) counts[byte]!++
  const expected = bytes.length / 256
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  // 255 degrees of freedom: three standard deviations are about 68.
  expect(Math.abs(chiSquare - 255)).toBeLessThan(100)
  expect(deflateRawSync(bytes).length).toBeGreaterThan(bytes.length)
})
