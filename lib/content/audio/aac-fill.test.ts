import { describe, expect, it } from 'vitest'
import { songAac } from '../clips'
import { filledBlock } from './aac-fill'

const bitsOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
const number = (bits: string) => Number.parseInt(bits, 2)

describe('a filled AAC block', () => {
  it('has what it had, fill elements, and the end in its last byte, at any length', () => {
    const block = songAac().packets[20]!
    const bits = bitsOf(block)
    const content = bits.slice(0, bits.lastIndexOf('1') - 2)
    for (let length = block.length; length < block.length + 900; length++) {
      const filled = bitsOf(filledBlock(block, length))
      expect(filled.length).toBe(length * 8)
      expect(filled.startsWith(content)).toBe(true)
      let at = content.length
      while (filled.slice(at, at + 3) === '110') {
        const short = number(filled.slice(at + 3, at + 7))
        at += 7 + (short < 15 ? 0 : 8) + 8 * (short < 15 ? short : 14 + number(filled.slice(at + 7, at + 15)))
      }
      expect(filled.slice(at)).toMatch(/^1110{0,7}$/)
    }
  })
})
