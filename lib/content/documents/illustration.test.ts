import { describe, expect, it } from 'vitest'
import { crc32 } from '../checksums/crc32'
import { Shelf } from '../parts/shelf'
import { illustration, smallestIllustrationBytes } from './illustration'

describe('an illustration', () => {
  it.each([
    ...Array.from({ length: 40 }, (_, more) => smallestIllustrationBytes + more),
    ...[1_000, 77_777, 1_600_000, 1_600_053, 1_600_054, 1_600_055, 1_700_001],
  ])('of %d bytes has the sum that it says', (length) => {
    const picture = illustration({ path: 'a.png', length, seed: 'seed', title: 'Title' }, new Shelf())
    const stated = picture.crc32()
    const content = new Uint8Array(length)
    picture.read(0, content)
    expect(crc32(content)).toBe(stated)
    expect(Buffer.from(content.subarray(0, 8)).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
    expect(Buffer.from(content.subarray(-8, -4)).toString('latin1')).toBe('IEND')
  })

  it('has another sum for another seed', () => {
    const sums = ['one', 'two'].map((seed) =>
      illustration({ path: 'a.png', length: 1_000, seed, title: '' }, new Shelf()).crc32(),
    )
    expect(new Set(sums).size).toBe(2)
  })
})
