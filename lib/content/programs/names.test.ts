import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asciiName, fileName, packageName, plainName, volumeLabel } from './names'

const anyName = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', minLength: 20 }))
// Halves of surrogate pairs come alone only where strings are cut.
const anyUnits = fc.array(fc.nat({ max: 0xffff })).map((units) => String.fromCharCode(...units))
const names = fc.oneof(anyName, anyUnits)

describe('a name', () => {
  it('is one line of whole characters, and never nothing', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 2, max: 60 }), (name, most) => {
        const plain = plainName(name, most)
        expect(plain.length).toBeLessThanOrEqual(most)
        expect(new TextDecoder().decode(new TextEncoder().encode(plain))).toBe(plain)
        expect(plain).toMatch(/^[^\p{Cc}]+$/u)
      }),
    )
  })

  it.each([
    ['Big Buck Bunny', 'Big Buck Bunny'],
    ['two\nlines\t\0', 'two lines'],
    ['\ud800 half', 'half'],
    ['', 'untitled'],
    ['ab🎬', 'ab'],
  ])('of a torrent, %j, is %j in three characters or more', (name, plain) => {
    expect(plainName(name, name.includes('🎬') ? 3 : 60)).toBe(plain)
  })

  it('in ASCII, of a package and of a volume have the characters that these may have', () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(asciiName(name, 20)).toMatch(/^[!-~]([ -~]{0,18}[!-~])?$/)
        expect(packageName(name)).toMatch(/^[a-z0-9][a-z0-9+.-]{1,39}$/)
        expect(volumeLabel(name)).toMatch(/^[A-Z0-9_-][A-Z0-9 _-]{10}$/)
      }),
    )
  })

  it.each([
    ['Big Buck Bunny (2008) [1080p]', 'big-buck-bunny-2008-1080p', 'BIG BUCK BU'],
    ['Ärger', 'rger', 'RGER       '],
    ['日本', 'data', 'TORRENT    '],
    ['x', 'xdata', 'X          '],
  ])('of %s makes a package %s and a volume %s', (name, ofPackage, label) => {
    expect(packageName(name)).toBe(ofPackage)
    expect(volumeLabel(name)).toBe(label)
  })

  it('of a file is the last element of its path', () => {
    expect([fileName('a/b/c.exe'), fileName('c.exe')]).toEqual(['c.exe', 'c.exe'])
  })
})
