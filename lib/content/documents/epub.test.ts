import { describe, expect, it } from 'vitest'
import { docx } from './docx'
import { epub } from './epub'
import { attributes, read, unpacked } from './file.fixture'
import { smallestIllustrationBytes } from './illustration'

describe('an epub', () => {
  const lengths = [epub.smallestBytes, 30_000, 100_003, 3_000_000, 20_000_000]

  it.each(lengths)('of %d bytes begins with its type, and lists what is within', (length) => {
    const file = read(epub, length)
    const entries = unpacked(file)
    expect(file.toString('latin1', 30, 58)).toBe('mimetypeapplication/epub+zip')
    expect(attributes('full-path', entries.get('META-INF/container.xml')!)).toEqual(['OEBPS/content.opf'])
    const book = entries.get('OEBPS/content.opf')!
    const listed = attributes('href', book).map((name) => `OEBPS/${name}`)
    const own = ['mimetype', 'META-INF/container.xml', 'OEBPS/content.opf']
    expect([...own, ...listed].sort()).toEqual([...entries.keys()].sort())
    const ids = attributes('id', book)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of [...attributes('idref', book), ...attributes('toc', book)]) expect(ids).toContain(id)
  })

  it.each(lengths)('of %d bytes leads nowhere but to what is within', (length) => {
    const entries = unpacked(read(epub, length))
    const pages = [...entries].filter(([path]) => /\.(xhtml|ncx)$/.test(path))
    const targets = pages.flatMap(([, page]) => [...attributes('src', page), ...attributes('href', page)])
    expect(targets.length).toBeGreaterThan(5)
    for (const target of targets) expect(entries.has(`OEBPS/${target}`), target).toBe(true)
  })
})

describe.each([epub, docx])('$name', (generator) => {
  const names = ['"'.repeat(400), '&<>'.repeat(99), 'щ'.repeat(400), '日本語'.repeat(99), '\ud83c\0\uffff', '']

  it('names any torrent, short of room or not', () => {
    for (const name of names) {
      for (let more = 0; more < 30_000; more += more < 12 ? 1 : 1_511) {
        const length = generator.smallestBytes + more
        const file = read(generator, length, { path: `${name}.x`, torrentName: name, seed: `seed ${more}` })
        // The last is the picture that takes the rest.
        const picture = [...unpacked(file).values()].at(-1)!
        expect(picture.length).toBeGreaterThanOrEqual(smallestIllustrationBytes)
        expect(picture.toString('latin1', 1, 4), `${name} ${more}`).toBe('PNG')
        expect(picture.toString('latin1', picture.length - 8, picture.length - 4)).toBe('IEND')
      }
    }
  })
})
