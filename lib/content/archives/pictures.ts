import { plate } from '../images/plate'
import { chunk, chunkOverhead, noiseChunks } from '../images/png-chunks'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import type { SummedPart } from '../parts/part'

/** Enough for a picture of 640 by 480. */
const drawnBytes = 44 * 1024
const mostKept = 16
// Drawing takes milliseconds, and an archive's directory asks for all of its pictures. What is kept is shared by all
// archives; the one that was longest not used goes first.
const kept = new Map<string, Uint8Array>()

/** A PNG file of exactly `length` bytes, 120 at least, drawn when it is read; noise behind its pixels makes it as long. */
export function picture(seed: string, title: string, length: number): SummedPart {
  if (length < drawnBytes + chunkOverhead) return drawnPart(seed, title, length, length)
  const end = bytes(chunk('IEND'))
  return join([
    drawnPart(seed, title, drawnBytes, drawnBytes - end.length),
    noiseChunks(`${seed}\nbehind`, length - drawnBytes),
    end,
  ])
}

// The first `length` bytes of a picture of `wholeLength`.
function drawnPart(seed: string, title: string, wholeLength: number, length: number): SummedPart {
  const content = () => bytes(drawn(seed, title, wholeLength).subarray(0, length))
  return {
    length,
    read: (offset, target) => content().read(offset, target),
    crc32: () => content().crc32(),
  }
}

function drawn(seed: string, title: string, length: number): Uint8Array {
  const key = `${length}\n${title}\n${seed}`
  const content = kept.get(key) ?? draw(seed, title, length)
  kept.delete(key)
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value!)
  kept.set(key, content)
  return content
}

function draw(seed: string, title: string, length: number): Uint8Array {
  const content = new Uint8Array(length)
  plate({ seed, title, length }).read(0, content)
  return content
}
