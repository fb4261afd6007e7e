import { Crc } from '../checksums/crc'
import type { Part } from '../parts/part'
import { bars } from './bars'
import { codeBlock, verbatimBlock } from './flac-block'
import { losslessBarSamples } from './music'
import { barsInPhrase, chordCount, type Score } from './score'

export const blockSamples = 4096
const blocksInBar = losslessBarSamples / blockSamples
const blocksInPhrase = blocksInBar * barsInPhrase
const crc8 = new Crc(8, 0x07)
const crc16 = new Crc(16, 0x8005)

/** The first frame numbers that take a byte more; up to 2^31 - 1 there are numbers. */
const longerFrom = [0x80, 0x800, 0x1_0000, 0x20_0000, 0x400_0000]
const numbers = 2 ** 31
const longestHead = 4 + 6 + 1
/** A number of one byte, and the sums of the header and the frame. */
const besideBytes = 4 + 1 + 1 + 2

/** A block of a bar, coded: what stands between the header of its frame and the frame's sum. */
interface Block {
  readonly content: Uint8Array
  readonly sum: number
  readonly shift: number
}

interface CodedBar {
  readonly blocks: readonly Block[]
  /** Where each frame begins in the bar, and last its length, were every number one byte long. */
  readonly begins: readonly number[]
}

/** The frames of a FLAC stream, one after another; where a frame begins is known without those before it. */
export class FlacFrames {
  private readonly bars = codedBars()
  private readonly phraseLength = this.bars.reduce((sum, { begins }) => sum + begins.at(-1)!, 0)
  private readonly head = new Uint8Array(longestHead)
  private readonly tail = new Uint8Array(2)

  constructor(private readonly score: Score) {}

  /** Bytes of the shortest frame, and of the longest. */
  get extent(): readonly [number, number] {
    const lengths = this.bars.flatMap(({ blocks }) => blocks.map(({ content }) => content.length))
    return [Math.min(...lengths) + besideBytes, Math.max(...lengths) + besideBytes + longerFrom.length]
  }

  /** Where a frame begins, in bytes from the first. */
  beginOf(frame: number): number {
    const bar = Math.floor(frame / blocksInBar)
    const phrase = Math.floor(bar / barsInPhrase)
    let begin = phrase * this.phraseLength
    for (let before = phrase * barsInPhrase; before < bar; before++) begin += this.barOf(before).begins[blocksInBar]!
    begin += this.barOf(bar).begins[frame - bar * blocksInBar]!
    for (const longer of longerFrom) begin += Math.max(0, frame - longer)
    return begin
  }

  /** The frame in which a byte lies; so many frames fit before it. */
  frameAt(offset: number): number {
    const longestPhrase = this.phraseLength + blocksInPhrase * longerFrom.length
    let low = Math.floor(offset / longestPhrase) * blocksInPhrase
    let high = (Math.floor(offset / this.phraseLength) + 1) * blocksInPhrase
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (this.beginOf(middle) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  /** The first `count` frames. */
  part(count: number): Part {
    return {
      length: this.beginOf(count),
      read: (offset, target) => {
        let frame = this.frameAt(offset)
        for (let at = this.beginOf(frame) - offset; at < target.length; frame++) at = this.write(frame, target, at)
      },
    }
  }

  // Answers where the next frame begins.
  private write(frame: number, target: Uint8Array, begin: number): number {
    const bar = Math.floor(frame / blocksInBar)
    const { content, sum, shift } = this.barOf(bar).blocks[frame - bar * blocksInBar]!
    const headLength = writeHead(frame, this.head)
    const head = this.head.subarray(0, headLength)
    const whole = sum ^ crc16.advance(crc16.of(head), shift)
    this.tail[0] = whole >>> 8
    this.tail[1] = whole & 0xff
    place(head, target, begin)
    place(content, target, begin + headLength)
    place(this.tail, target, begin + headLength + content.length)
    return begin + headLength + content.length + 2
  }

  private barOf(bar: number): CodedBar {
    return this.bars[this.score.chordOf(bar)]!
  }
}

/** A frame of the first samples of a bar, 16 at least, as they are: for files too short for a block. */
export function shortFrame(chord: number, samples: number): Uint8Array {
  const content = verbatimBlock(bars()[chord]!.subarray(0, 2 * samples))
  // As in writeHead, but for a block size in 16 bits that stands after the number.
  const head = Uint8Array.of(0xff, 0xf8, 0x79, 0x18, 0, (samples - 1) >> 8, (samples - 1) & 0xff, 0)
  head[7] = crc8.of(head.subarray(0, 7))
  const sum = crc16.of(content, crc16.of(head))
  return Uint8Array.of(...head, ...content, sum >>> 8, sum & 0xff)
}

/** Bytes of a short frame beside its samples. */
export const shortFrameBytes = 8 + 2 + 2

// RFC 9639, section 9.1: sync, blocks of one size; 4096 samples, 44.1 kHz; left and right, 16 bits; number; sum.
function writeHead(frame: number, head: Uint8Array): number {
  head[0] = 0xff
  head[1] = 0xf8
  head[2] = 0xc9
  head[3] = 0x18
  // There is no number beyond the last: the longest ones come again.
  const first = longerFrom.at(-1)!
  const number = frame < numbers ? frame : first + ((frame - first) % (numbers - first))
  let more = 0
  while (more < longerFrom.length && number >= longerFrom[more]!) more++
  let rest = number
  for (let at = 4 + more; at > 4; at--) {
    head[at] = 0x80 | (rest & 0x3f)
    rest >>>= 6
  }
  // As many ones as there are bytes, as in UTF-8; none for a single one.
  head[4] = more === 0 ? rest : ((0xff80 >>> more) & 0xff) | rest
  head[5 + more] = crc8.of(head.subarray(0, 5 + more))
  return 6 + more
}

function place(source: Uint8Array, target: Uint8Array, at: number): void {
  const from = Math.max(0, -at)
  const to = Math.min(source.length, target.length - at)
  if (from < to) target.set(from === 0 && to === source.length ? source : source.subarray(from, to), at + from)
}

let made: readonly CodedBar[] | undefined

function codedBars(): readonly CodedBar[] {
  made ??= Array.from({ length: chordCount }, (_, chord) => codeBar(bars()[chord]!))
  return made
}

function codeBar(samples: Int16Array): CodedBar {
  const begins = [0]
  const blocks = Array.from({ length: blocksInBar }, (_, index) => {
    const content = codeBlock(samples.subarray(2 * index * blockSamples, 2 * (index + 1) * blockSamples))
    begins.push(begins[index]! + content.length + besideBytes)
    return { content, sum: crc16.of(content), shift: crc16.shiftBy(content.length) }
  })
  return { blocks, begins }
}
