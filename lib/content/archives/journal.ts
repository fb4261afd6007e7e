import { Random } from '@/lib/util/random'
import { utf8 } from '../parts/bytes'
import { join } from '../parts/join'
import { numberedLines } from '../parts/numbered-lines'
import type { SummedPart } from '../parts/part'

const linesInPool = 128
const leastDigits = 4
// Subject, verb and object have these many letters at most, with a phrase; the phrase makes it come out.
const sentenceLetters = 50
const subjects =
  'The keeper,The watchman,The ferryman,The apprentice,The surveyor,The gardener,The librarian,The clockmaker,The night shift,The first mate'
const verbs = 'noted,counted,mended,sketched,measured,weighed,found,checked'
const objects =
  'the tide,two lanterns,the barometer,a new chart,the north wind,three gulls,seven sails,the old bell,a lost letter,the east gate'
const phrases =
  "on Monday,on Sunday,with care,in silence,in a hurry,at sunrise,in October,in the rain,after lunch,as promised,before dawn,once a week,for a friend,for the king,in the cellar,without a map,in the evening,without a word,in the morning,on the way home,from the window,before breakfast,during the storm,for the last time,to everyone's joy,as the fog came in,before it got dark,for the second time,late in the evening,as long as it lasted,under the apple tree,and went to bed early,and told nobody of it,while the others slept,in spite of the storms,while it was still dark,and wrote a letter home"

/** A text of numbered sentences, of exactly `length` bytes; its CRC-32 takes O(log length). */
export function journal(seed: string, length: number): SummedPart {
  const lineLength = (digits: number) => digits + 2 + sentenceLetters + 1
  const digits = Math.max(leastDigits, `${Math.floor(length / lineLength(leastDigits))}`.length)
  const count = Math.floor(length / lineLength(digits))
  const lines = numberedLines({
    pool: poolOf(new Random(seed), digits),
    ...{ count, lineLength: lineLength(digits), digitsAt: 0, digits },
  })
  return join([utf8(rule(length - lines.length)), lines])
}

// What is too short for a line.
function rule(length: number): string {
  return length === 0 ? '' : `${'-'.repeat(length - 1)}\n`
}

function poolOf(random: Random, digits: number): Uint8Array {
  const [who, did, what, how] = [subjects, verbs, objects, phrases].map((words) => words.split(','))
  const lines = Array.from({ length: linesInPool }, () => {
    const begun = `${random.pick(who!)} ${random.pick(did!)} ${random.pick(what!)} `
    const fitting = how!.filter((phrase) => phrase.length === sentenceLetters - 1 - begun.length)
    return `${'0'.repeat(digits)}  ${begun}${random.pick(fitting)}.\n`
  })
  return new TextEncoder().encode(lines.join(''))
}
