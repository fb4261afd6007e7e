import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { noise } from '../parts/noise'
import type { Part } from '../parts/part'
import { gzip, roomInGzip } from './gzip'

const smallest = 10 + 5 + 8

function made(length: number, name?: string) {
  const content = noise('content', roomInGzip(length, name))
  return { content: bytesOf(content), file: bytesOf(gzip(length, content, name)) }
}

describe('a gzip file', () => {
  it('decompresses to its content, whatever its length', () => {
    const block = 65_540
    const around = [1, 2, 3].flatMap((blocks) =>
      Array.from({ length: 13 }, (_, more) => 18 + blocks * block - 3 + more),
    )
    for (const length of [...Array.from({ length: 20 }, (_, more) => smallest + more), ...around]) {
      const { content, file } = made(length)
      expect(file.length).toBe(length)
      expect(gunzipSync(file).equals(content), `${length} bytes`).toBe(true)
    }
  })

  it('says what it holds', () => {
    const { content, file } = made(1_000, 'inner.txt')
    expect(file.toString('latin1', 10, 20)).toBe('inner.txt\0')
    expect(gunzipSync(file).equals(content)).toBe(true)
  })

  it('gives the length modulo 2^32', () => {
    const length = 2 ** 50
    const tail = Buffer.alloc(4)
    gzip(length, noise('content', roomInGzip(length))).read(length - 4, tail)
    expect(tail.readUInt32LE()).toBe(roomInGzip(length) % 2 ** 32)
  })
})

function bytesOf(part: Part): Buffer {
  const bytes = Buffer.alloc(part.length)
  part.read(0, bytes)
  return bytes
}
