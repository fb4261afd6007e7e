import { describe, expect, it } from 'vitest'
import { families, generatorFor } from './index'

describe('the generator for a path', () => {
  it.each([
    ['readme.txt', 'prose'],
    ['README.TXT', 'prose'],
    ['docs/Notes.Md', 'markdown'],
    ['a.b.c.log', 'log'],
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
    const extensions = Object.values(families).flatMap((family) => family.flatMap((generator) => generator.extensions))
    expect(new Set(extensions).size).toBe(extensions.length)
    for (const extension of extensions) expect(extension).toMatch(/^[a-z0-9]+$/)
  })
})
