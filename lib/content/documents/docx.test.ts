import { describe, expect, it } from 'vitest'
import { docx } from './docx'
import { attributes, read, unpacked } from './file.fixture'

const relationsOf = (part: string) => part.replace(/([^/]*)$/, '_rels/$1.rels')

describe('a docx', () => {
  const lengths = [docx.smallestBytes, 30_000, 100_003, 3_000_000, 20_000_000]

  it.each(lengths)('of %d bytes has a content type for every part, and no other', (length) => {
    const parts = unpacked(read(docx, length))
    const types = parts.get('[Content_Types].xml')!.toString()
    const defaults = new Set(attributes('Extension', types))
    const overrides = attributes('PartName', types).map((name) => name.slice(1))
    for (const part of parts.keys()) {
      const known = defaults.has(part.replace(/.*\./, '')) || overrides.includes(part) || part === '[Content_Types].xml'
      expect(known, part).toBe(true)
    }
    for (const part of overrides) expect(parts.has(part), part).toBe(true)
    expect([...parts.keys()][0]).toBe('[Content_Types].xml')
  })

  it.each(lengths)('of %d bytes has what its relationships lead to, and uses those it has', (length) => {
    const parts = unpacked(read(docx, length))
    const reached = new Set<string>()
    for (const [source, folder] of [
      ['', ''],
      ['word/document.xml', 'word/'],
    ] as const) {
      const relations = parts.get(relationsOf(source))!
      for (const target of attributes('Target', relations)) {
        expect(parts.has(folder + target), target).toBe(true)
        reached.add(folder + target)
      }
      const ids = attributes('Id', relations)
      expect(new Set(ids).size).toBe(ids.length)
      if (source === '') continue
      const document = parts.get(source)!
      const used = [
        ...attributes('embed', document),
        ...attributes('id', document).filter((id) => id.startsWith('rId')),
      ]
      expect(used.sort()).toEqual(ids.filter((id) => id !== 'rIdStyles').sort())
    }
    const other = [...parts.keys()].filter((part) => !reached.has(part) && !/^\[|\.rels$/.test(part))
    expect(other).toEqual([])
  })

  it('has every style that it uses', () => {
    const parts = unpacked(read(docx, 1_000_000))
    const defined = attributes('styleId', parts.get('word/styles.xml')!)
    const used = ['word/document.xml', 'word/footer1.xml'].flatMap((part) =>
      [
        ...parts
          .get(part)!
          .toString()
          .matchAll(/<w:pStyle w:val="([^"]*)"/g),
      ].map(([, style]) => style),
    )
    expect(defined).toEqual(expect.arrayContaining([...new Set(used)]))
    expect(new Set(used).size).toBe(defined.length - 1)
  })

  it('shows its pictures in their shape', () => {
    const parts = unpacked(read(docx, 3_000_000))
    const document = parts.get('word/document.xml')!.toString()
    const shown = [...document.matchAll(/<wp:extent cx="(\d+)" cy="(\d+)".*?r:embed="rIdImage(\d+)"/g)]
    expect(shown.length).toBe(13)
    for (const [, width, height, image] of shown.slice(1)) {
      const png = parts.get(`word/media/image${image}.png`)!
      const stretched = Number(width) / Number(height) / (png.readUInt32BE(16) / png.readUInt32BE(20))
      expect(Math.abs(stretched - 1)).toBeLessThan(0.01)
    }
  })
})
