import { ByteWriter } from './byte-writer'

/** From here on a size does not fit its field. */
export const riffLimit = 2 ** 32
/** An id and a size. */
export const chunkHeadBytes = 8

/** What stands before `length` bytes of a chunk; a size past the field is all ones. */
export function chunkHead(id: string, length: number): Uint8Array {
  return new ByteWriter()
    .utf8(id)
    .u32(Math.min(length, riffLimit - 1))
    .done()
}

/** A chunk; the content is padded to an even length, which its size does not count. */
export function chunk(id: string, content: Uint8Array): Uint8Array {
  const written = new ByteWriter().bytes(chunkHead(id, content.length)).bytes(content)
  return written.zeros(content.length % 2).done()
}

/** A list of chunks. */
export function list(type: string, chunks: readonly Uint8Array[]): Uint8Array {
  const written = new ByteWriter().utf8(type)
  for (const one of chunks) written.bytes(one)
  return chunk('LIST', written.done())
}

/** A text of an INFO list; it ends with a zero, and with `zeros` more. */
export function infoText(id: string, text: string, zeros = 0): Uint8Array {
  return chunk(
    id,
    new ByteWriter()
      .utf8(text)
      .zeros(1 + zeros)
      .done(),
  )
}
