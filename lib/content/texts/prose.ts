import { hashString, Random } from '@/lib/util/random'
import type { ContentGenerator } from '../generator'
import type { Part } from '../parts/part'
import { records } from '../parts/records'

const lineBytes = 80
const numberDigits = 9
const linesInPool = 256
const newline = 0x0a
const words =
  'the of and to in is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been has when who will no more if out so up said what its about than into them can only other time new some could these two may first then do any like my now over such our man me even most made after also did many before must through years where much your way well down should because each just those people how too little state good very make world still own see men work long here between both life being under never day same another know while last might us great old year off come since against go came right used take three'.split(
    ' ',
  )

/** Lines of 80 bytes: a line number and words, from a small pool of lines in an order that never repeats. */
export const prose: ContentGenerator = {
  name: 'prose',
  version: 1,
  extensions: ['txt', 'md', 'nfo', 'log'],
  smallestBytes: 0,
  fallback: 'prose',
  open: ({ path, length, seed }) => endedByNewline(lines(`${seed}\n${path}`, length), length),
}

function lines(seed: string, length: number): Part {
  const key = hashString(seed)[0]
  const pool = makePool(new Random(seed))
  return records({
    count: Math.ceil(length / lineBytes),
    recordLength: lineBytes,
    write(number, block, at) {
      const choice = (Math.imul(number ^ key, 0x9e3779b1) >>> 16) % linesInPool
      block.set(pool.subarray(choice * lineBytes, (choice + 1) * lineBytes), at)
      let rest = number + 1
      for (let digit = at + numberDigits - 1; digit >= at; digit--) {
        block[digit] = 0x30 + (rest % 10)
        rest = Math.floor(rest / 10)
      }
    },
  })
}

// A text ends with the end of a line, however short its last one is.
function endedByNewline(text: Part, length: number): Part {
  return {
    length,
    read(offset, target) {
      text.read(offset, target)
      if (target.length > 0 && offset + target.length === length) target[target.length - 1] = newline
    },
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
