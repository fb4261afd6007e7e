import { describe, expect, it } from 'vitest'
import { describeGenerator, type GoldenFile } from './generator.contract'
import { generatorFor, generators } from './index'
import { text } from './text'

/** By generator; a new one adds its own. */
const golden: Record<string, GoldenFile[]> = {
  text: [
    {
      path: 'readme.txt',
      length: 12_345,
      seed: 'bittorrent-me',
      sha256: '113adbf02f18f59e211cc4aef07d1d833ec18879f1ab5960fdcb2173af9bb35b',
    },
    {
      path: 'a/b.log',
      length: 300_000,
      seed: '',
      sha256: 'b4e1022ad95626c2bd69c8d717e1005a82a22cad559b0958103d4754cb2f7aab',
    },
  ],
  noise: [
    {
      path: 'image.iso',
      length: 300_001,
      seed: 'bittorrent-me',
      sha256: 'bae1510aeae6db1e35b8396f7d3634d4695bdc33323e7b85deff2902b11e48a6',
    },
    { path: 'x', length: 1, seed: '', sha256: '8a5edab282632443219e051e4ade2d1d5bbc671c781051bf1437897cbdfea0f1' },
  ],
}

for (const generator of generators) describeGenerator(generator, golden[generator.name] ?? [])

it('every generator has golden files', () => {
  for (const { name } of generators) expect(golden[name]?.length).toBeGreaterThan(0)
})

describe('the generator for a path', () => {
  it.each([
    ['readme.txt', 'text'],
    ['README.TXT', 'text'],
    ['docs/Notes.Md', 'text'],
    ['release.nfo', 'text'],
    ['a.b.c.log', 'text'],
    ['image.iso', 'noise'],
    ['no-extension', 'noise'],
    ['txt', 'noise'],
    ['folder.txt/file', 'noise'],
    ['ends-with-a-dot.', 'noise'],
    ['', 'noise'],
    ['x.constructor', 'noise'],
  ])('%j is %s', (path, name) => {
    expect(generatorFor(path).name).toBe(name)
  })

  it('is one alone for each extension', () => {
    const extensions = generators.flatMap((generator) => generator.extensions as readonly string[])
    expect(new Set(extensions).size).toBe(extensions.length)
    for (const extension of extensions) expect(extension).toMatch(/^[a-z0-9]+$/)
  })
})

describe('a text', () => {
  const make = (length: number) => {
    const bytes = new Uint8Array(length)
    text.open({ path: 'a.txt', length, seed: 'seed' }).read(0, bytes)
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

describe('noise', () => {
  it('has every byte about as often and does not compress', async () => {
    const bytes = Buffer.alloc(1 << 20)
    generatorFor('a.bin').open({ path: 'a.bin', length: bytes.length, seed: 'seed' }).read(0, bytes)
    const counts = new Array<number>(256).fill(0)
    for (const byte of bytes) counts[byte]!++
    const expected = bytes.length / 256
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // 255 degrees of freedom: three standard deviations are about 68.
    expect(Math.abs(chiSquare - 255)).toBeLessThan(100)
    const { deflateRawSync } = await import('node:zlib')
    expect(deflateRawSync(bytes).length).toBeGreaterThan(bytes.length)
  })
})
