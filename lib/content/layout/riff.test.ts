import { describe, expect, it } from 'vitest'
import { chunk, chunkHead, infoText, list } from './riff'

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

describe('RIFF', () => {
  it('counts the content of a chunk, and pads it to an even length', () => {
    expect(text(chunk('JUNK', Buffer.from('ab')))).toBe('JUNK\x02\0\0\0ab')
    expect(text(chunk('JUNK', Buffer.from('abc')))).toBe('JUNK\x03\0\0\0abc\0')
  })

  it('lists chunks by their type', () => {
    const info = list('INFO', [infoText('INAM', 'Tune'), infoText('ISFT', 'me', 1)])
    expect(text(info)).toBe('LIST\x1e\0\0\0INFOINAM\x05\0\0\0Tune\0\0ISFT\x04\0\0\0me\0\0')
  })

  it('gives all ones for what its size cannot hold', () => {
    expect([...chunkHead('data', 2 ** 32 + 5)]).toEqual([0x64, 0x61, 0x74, 0x61, 0xff, 0xff, 0xff, 0xff])
  })
})
