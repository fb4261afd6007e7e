import { hashString, Random } from '@/lib/util/random'
import type { ContentGenerator, ContentReader } from './generator'

const lineBytes = 80
const numberDigits = 9
const linesInPool = 256
const newline = 0x0a
const words =
  'the of and to in is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been has when who will no more if out so up said what its about than into them can only other time new some could these two may first then do any like my now over such our man me even most made after also did many before must through years where much your way well down should because each just those people how too little state good very make world still own see men work long here between both life being under never day same another know while last might us great old year off come since against go came right used take three'.split(
    ' ',
  )

/** Lines of 80 bytes: a line number and words, from a small pool of lines in an order that never repeats. */
export const text: ContentGenerator = {
  name: 'text',
  extensions: ['txt', 'md', 'nfo', 'log'],
  open: ({ path, length, seed }) => new TextReader(`${seed}\n${path}`, length),
}

class TextReader implements ContentReader {
  private readonly pool: Uint8Array
  private readonly key: number
  private readonly line = new Uint8Array(lineBytes)

  constructor(
    seed: string,
    private readonly length: number,
  ) {
    this.key = hashString(seed)[0]
    this.pool = makePool(new Random(seed))
  }

  read(offset: number, target: Uint8Array): void {
    let at = 0
    while (at < target.length) {
      const position = offset + at
      const number = Math.floor(position / lineBytes)
      const within = position - number * lineBytes
      const count = Math.min(target.length - at, lineBytes - within)
      this.makeLine(number)
      target.set(count === lineBytes ? this.line : this.line.subarray(within, within + count), at)
      at += count
    }
    // A text ends with the end of a line, however short its last one is.
    if (target.length > 0 && offset + target.length === this.length) target[target.length - 1] = newline
  }

  private makeLine(number: number): void {
    const choice = (Math.imul(number ^ this.key, 0x9e3779b1) >>> 16) % linesInPool
    this.line.set(this.pool.subarray(choice * lineBytes, (choice + 1) * lineBytes))
    let rest = number + 1
    for (let digit = numberDigits - 1; digit >= 0; digit--) {
      this.line[digit] = 0x30 + (rest % 10)
      rest = Math.floor(rest / 10)
    }
  }
}

function makePool(random: Random): Uint8Array {
  const lines = Array.from({ length: linesInPool }, () => {
    let line = ''
    while (line.length < lineBytes) line += `${random.pick(words)} `
    return `${' '.repeat(numberDigits + 2)}${line}`.slice(0, lineBytes - 1).padEnd(lineBytes - 1)
  })
  return new TextEncoder().encode(`${lines.join('\n')}\n`)
}
