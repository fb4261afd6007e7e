import { crc32 } from '../checksums/crc32'
import type { SummedPart } from './part'

/** Bytes at hand. For what is small: headers, tables of fixed size, a short clip. */
export function bytes(content: Uint8Array): SummedPart {
  return new Bytes(content)
}

/** A string in UTF-8. */
export function utf8(content: string): SummedPart {
  return bytes(new TextEncoder().encode(content))
}

// A class: a file may hold hundreds of them, and functions of its own would be most of what each takes.
class Bytes implements SummedPart {
  constructor(private readonly content: Uint8Array) {}

  get length(): number {
    return this.content.length
  }

  read(offset: number, target: Uint8Array): void {
    const { content } = this
    const isWhole = offset === 0 && target.length === content.length
    target.set(isWhole ? content : content.subarray(offset, offset + target.length))
  }

  crc32(): number {
    return crc32(this.content)
  }
}
