import { describe, expect, it } from 'vitest'
import { deb } from './deb'

const lengths = [
  9_408,
  9_409,
  50_000_000,
  10 ** 10 + 3_263,
  10 ** 10 + 3_264,
  10 ** 10 + 3_265,
  3 * 10 ** 10 + 11,
  2 ** 53 - 1,
]

describe('a Debian package', () => {
  it.each(lengths)('of %d bytes is an archive of members one after another, to its end', (length) => {
    const part = deb.open({ path: 'a.deb', length, seed: 'seed', torrent: { name: 'Torrent', files: [] } })
    const text = (offset: number, count: number) => {
      const block = new Uint8Array(count)
      part.read(offset, block)
      return new TextDecoder('latin1').decode(block)
    }
    expect(text(0, 8)).toBe('!<arch>\n')
    const names: string[] = []
    let at = 8
    const next = () => {
      const header = text(at, 60)
      expect(header).toMatch(/^[\w.-]+ +1577880000 {2}0 {5}0 {5}100644 {2}\d+ *`\n$/)
      names.push(header.slice(0, 16).trim())
      const size = Number(header.slice(48, 58))
      expect(size % 2).toBe(0)
      at += 60 + size
    }
    for (let member = 0; member < 3; member++) next()
    expect(names).toEqual(['debian-binary', 'control.tar', 'data.tar'])
    // Those beyond are all of 10^10 bytes, but for the last.
    while (at + 10 ** 10 < length - 10 ** 10) {
      next()
      const left = Math.floor((length - at) / 10 ** 10)
      if (left > 3) at += (left - 2) * 10 ** 10
    }
    while (length - at > 1) next()
    expect(new Set(names.slice(3)).size).toBeLessThanOrEqual(1)
    expect(length - at).toBe(length % 2)
    if (length % 2 === 1) expect(text(at, 1)).toBe('\n')
  })

  // Lengths around those at which so little is left behind a full member that no header has room there.
  it('has members to its end whatever is left behind full ones', () => {
    for (let more = -70; more < 1_200; more++) {
      const length = 2 * 10 ** 10 + 3_264 + more
      const part = deb.open({ path: 'a.deb', length, seed: 'seed', torrent: { name: 'Torrent', files: [] } })
      expect(part.length).toBe(length)
    }
  })
})
