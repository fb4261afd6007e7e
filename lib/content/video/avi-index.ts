import { ByteWriter } from '../layout/byte-writer'
import { chunkHead, chunkHeadBytes } from '../layout/riff'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { records } from '../parts/records'
import { type GroupChunk, streamIds } from './avi-group'

/** Groups of one length, one behind the other, all with the same chunks. */
export interface GroupRun {
  readonly count: number
  readonly groupBytes: number
  readonly chunks: readonly GroupChunk[]
}

const oldEntryBytes = 16
/** Bytes that each standard index takes in a super index. */
export const superEntryBytes = 16
const entryBytes = 8
const openDmlHeadBytes = 24
const keyFrame = 0x10
const notKey = 0x8000_0000
const idsOf: Readonly<Record<string, Uint8Array>> = Object.fromEntries(
  Object.values(streamIds).map((id) => [id, new TextEncoder().encode(id)]),
)
const indexOfIndexes = 0
const indexOfChunks = 1

/** Bytes of `idx1` for so many chunks. */
export function oldIndexBytes(chunks: number): number {
  return chunkHeadBytes + chunks * oldEntryBytes
}

/** The index of AVI 1.0, `idx1`: offsets count from the word `movi`, which stands right before the first group. */
export function oldIndex({ count, groupBytes, chunks }: GroupRun): Part {
  const ids = chunks.map(({ id }) => idsOf[id]!)
  const entries = records({
    count: count * chunks.length,
    recordLength: oldEntryBytes,
    write(index, block, at) {
      const group = Math.floor(index / chunks.length)
      const place = index - group * chunks.length
      const chunk = chunks[place]!
      block.set(ids[place]!, at)
      writeU32(chunk.isKey ? keyFrame : 0, block, at + 4)
      writeU32(4 + group * groupBytes + chunk.at, block, at + 8)
      writeU32(chunk.length, block, at + 12)
    },
  })
  return join([bytes(chunkHead('idx1', entries.length)), entries])
}

/** Bytes of a standard index of so many chunks. */
export function standardIndexBytes(chunks: number): number {
  return chunkHeadBytes + openDmlHeadBytes + chunks * entryBytes
}

/** The standard index of one stream in a run of groups whose first begins at `runAt` in the file (OpenDML 1.02, 3.0). */
export function standardIndex(id: string, { count, groupBytes, chunks }: GroupRun, runAt: number): Part {
  const own = chunks.filter((chunk) => chunk.id === id)
  const entries = records({
    count: count * own.length,
    recordLength: entryBytes,
    write(index, block, at) {
      const group = Math.floor(index / own.length)
      const chunk = own[index - group * own.length]!
      writeU32(group * groupBytes + chunk.at + chunkHeadBytes, block, at)
      writeU32(chunk.isKey ? chunk.length : chunk.length + notKey, block, at + 4)
    },
  })
  const head = new ByteWriter()
    .bytes(chunkHead(`ix${id.slice(0, 2)}`, openDmlHeadBytes + entries.length))
    .u16(entryBytes / 4)
    .u8(0)
    .u8(indexOfChunks)
    .u32(entries.length / entryBytes)
    .utf8(id)
    .u64(runAt)
    .u32(0)
  return join([bytes(head.done()), entries])
}

/** Where a standard index is. */
export interface IndexPlace {
  /** In the file. */
  readonly at: number
  /** With its head. */
  readonly bytes: number
  /** In units of the stream: pictures, frames of sound. */
  readonly duration: number
}

/** The index of a stream's indexes, `indx`. */
export function superIndex(id: string, count: number, placeOf: (index: number) => IndexPlace): Part {
  const entries = records({
    count,
    recordLength: superEntryBytes,
    write(index, block, at) {
      const { at: place, bytes, duration } = placeOf(index)
      writeU32(place % 2 ** 32, block, at)
      writeU32(Math.floor(place / 2 ** 32), block, at + 4)
      writeU32(bytes, block, at + 8)
      writeU32(duration, block, at + 12)
    },
  })
  const head = new ByteWriter()
    .bytes(chunkHead('indx', openDmlHeadBytes + entries.length))
    .u16(superEntryBytes / 4)
    .u8(0)
    .u8(indexOfIndexes)
    .u32(count)
    .utf8(id)
    .zeros(12)
  return join([bytes(head.done()), entries])
}

function writeU32(value: number, block: Uint8Array, at: number): void {
  block[at] = value
  block[at + 1] = value >>> 8
  block[at + 2] = value >>> 16
  block[at + 3] = value >>> 24
}
