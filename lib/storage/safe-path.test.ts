import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInside, resolveInside } from './safe-path'

describe('resolveInside', () => {
  it('joins plain names below the root', () => {
    expect(resolveInside('/root', 'a', 'b/c')).toBe('/root/a/b/c')
    expect(resolveInside('/', 'a')).toBe('/a')
    expect(resolveInside('/root', '..a', 'b..', '...')).toBe('/root/..a/b../...')
  })

  const refused = [[], [''], ['.'], ['..'], ['a', '..'], ['a/../b'], ['/etc'], ['a//b'], ['a/'], ['a\0b'], ['../root2']]
  it.each(refused.map((elements) => [elements]))('refuses %j', (elements) => {
    expect(() => resolveInside('/root', ...elements)).toThrow(/would leave/)
  })

  it('refuses a relative root', () => {
    expect(() => resolveInside('root', 'a')).toThrow(/would leave/)
  })

  it('answers only paths below the root', () => {
    const element = fc.oneof(
      fc.string(),
      fc.constantFrom('..', '.', '/', 'a/../..', '\\'),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(fc.array(element, { maxLength: 4 }), (elements) => {
        let resolved: string
        try {
          resolved = resolveInside('/root/folder', ...elements)
        } catch {
          return
        }
        expect(isInside('/root/folder', resolved)).toBe(true)
        expect(path.normalize(resolved)).toBe(resolved)
      }),
    )
  })
})
