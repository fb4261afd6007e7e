import { describe, expect, it } from 'vitest'
import { describeFamily } from '../generator.contract'
import { prose } from './prose'

describeFamily('texts', {
  txt: { version: 1, sha256: 'b0219abc00d926af5b430998f431155ceb4596bf1536ca98b5a4c55cb16a4961' },
  md: { version: 1, sha256: 'ad41ae624b0d85b281400d635a22f3f281049b8a5c820cf9c119b07820f345ba' },
  nfo: { version: 1, sha256: '110ca9758233373ef20c348c471c910a87411189a3f8f62f9ecca30b6a94e571' },
  log: { version: 1, sha256: '6e4b9735ae1e7890ed7375cf6264d0f19d83581dab6ed51d5fbb7cafbdd54b41' },
})

describe('prose', () => {
  const make = (length: number) => {
    const bytes = new Uint8Array(length)
    prose.open({ path: 'a.txt', length, seed: 'seed', torrent: { name: 'a.txt', files: [] } }).read(0, bytes)
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  }

  it.each([1, 2, 79, 80, 81, 159, 160, 161, 16_384, 100_003])('of %d bytes is UTF-8 whose lines all end', (length) => {
    const content = make(length)
    expect(content.endsWith('\n')).toBe(true)
    const lines = content.slice(0, -1).split('\n')
    // A last line of nothing but its end is there when its end is all that is left.
    expect(lines.length).toBe(Math.ceil(length / 80))
    for (const line of lines.slice(0, -1)) expect(line.length).toBe(79)
    expect(content).toMatch(/^[\n -~]*$/)
  })

  it('numbers its lines and repeats none', () => {
    const lines = make(80 * 5_000)
      .trimEnd()
      .split('\n')
    expect(lines.map((line) => Number(line.slice(0, 9)))).toEqual(lines.map((_, index) => index + 1))
    expect(new Set(lines.map((line) => line.slice(9))).size).toBeGreaterThan(200)
  })
})
