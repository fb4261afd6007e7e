import { Random } from '@/lib/util/random'
import { utf8 } from '../parts/bytes'
import { join } from '../parts/join'
import { numberedLines } from '../parts/numbered-lines'
import type { SummedPart } from '../parts/part'

const linesInPool = 256
const leastDigits = 6
const stations = 'falcon,linnet,plover,curlew,dunlin,puffin,petrel,osprey'
const skies = 'clear,foggy,rainy,snowy,windy,muggy'
const heading = 'number,station,date,time,degrees,hectopascal,sky'
/** `,falcon,2019-04-07,12:30,-04.1,1013.2,clear` and the end of the line. */
const rowLetters = 44

/** A table (RFC 4180) of what weather stations read, of exactly `length` bytes; its CRC-32 takes O(log length). */
export function readings(seed: string, length: number): SummedPart {
  const lineLength = (digits: number) => digits + rowLetters
  const room = Math.max(0, length - heading.length - 1)
  const digits = Math.max(leastDigits, `${Math.floor(room / lineLength(leastDigits))}`.length)
  const count = Math.floor(room / lineLength(digits))
  const rows = numberedLines({
    pool: poolOf(new Random(seed), digits),
    ...{ count, lineLength: lineLength(digits), digitsAt: 0, digits },
  })
  return join([utf8(headingOf(length - rows.length)), rows])
}

// What is too short for a row lengthens the name of the last column.
function headingOf(length: number): string {
  return length === 0 ? '' : `${heading.padEnd(length - 1, '_').slice(0, length - 1)}\n`
}

function poolOf(random: Random, digits: number): Uint8Array {
  const [names, weather] = [stations.split(','), skies.split(',')]
  const two = (value: number) => `${value}`.padStart(2, '0')
  const rows = Array.from({ length: linesInPool }, () => {
    const date = `${2010 + random.below(10)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`
    const time = `${two(random.below(24))}:${two(10 * random.below(6))}`
    const degrees = `${random.pick(['+', '-'])}${two(random.below(30))}.${random.below(10)}`
    const pressure = `10${two(random.below(40))}.${random.below(10)}`
    const row = [random.pick(names), date, time, degrees, pressure, random.pick(weather)]
    return `${'0'.repeat(digits)},${row.join(',')}\n`
  })
  return new TextEncoder().encode(rows.join(''))
}
