import { Random } from '@/lib/util/random'
import { noise } from '../parts/noise'
import type { Part } from '../parts/part'
import { records } from '../parts/records'
import { varintBytes, writeVarint } from './sqlite-pages'

/** The columns of a row, in the order in which it has them. */
export const recordColumns =
  'id INTEGER PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL, added INTEGER NOT NULL, ' +
  'hash BLOB NOT NULL, note TEXT NOT NULL, data BLOB NOT NULL'

const leafHeaderBytes = 8
const rowBytes = 509
const nameBytes = 24
// Notes come near it. One of less than 58 would have a type of one byte (2.1), and so another header.
const mostNoteBytes = 120
const notesInPool = 64
const adjectives =
  'amber brave clear dusty early fresh grand happy ivory jolly known light merry noble olive proud quiet rapid solid tidal urban vivid white young brisk crisp faint giant inner lunar misty royal'
const nouns =
  'apple brook cloud delta eagle field grove house inlet jewel knoll ledge maple night ocean pearl quail river stone tower union viola water yacht zebra beach cedar dunes ember flame glass heron'
const sentences =
  'checked and found complete|copied from the old archive|kept as it came|moved to the second shelf|not yet looked at|read twice without an error|seen last in spring|sent on to the others|sorted by size and age|waiting for a better copy'

/** Rows of a page: 8 of 4 KiB. */
export function rowsPerPage(pageBytes: number): number {
  return Math.floor((pageBytes - leafHeaderBytes) / (rowBytes + 2))
}

/** Leaves full of rows numbered from 1. What a row has of names and notes repeats, its hash and its data do not. */
export function rowPages(seed: string, pageBytes: number, count: number): Part {
  const rowsPerLeaf = rowsPerPage(pageBytes)
  const content = noise(seed, count * pageBytes)
  const names = allNames()
  const notes = notePool(new Random(seed))
  const firstCell = pageBytes - rowsPerLeaf * rowBytes
  return records({
    count,
    recordLength: pageBytes,
    write(page, block, at) {
      content.read(page * pageBytes, block.subarray(at, at + pageBytes))
      block.fill(0, at, at + firstCell)
      block[at] = 0x0d
      block[at + 3] = rowsPerLeaf >>> 8
      block[at + 4] = rowsPerLeaf
      block[at + 5] = firstCell >>> 8
      block[at + 6] = firstCell
      for (let row = 0; row < rowsPerLeaf; row++) {
        const cell = pageBytes - (row + 1) * rowBytes
        block[at + leafHeaderBytes + 2 * row] = cell >>> 8
        block[at + leafHeaderBytes + 2 * row + 1] = cell
        writeRow(page * rowsPerLeaf + row + 1, block, at + cell)
      }
    },
  })

  // The noise is there already: it stays where nothing is written, as the size, the hash and the data.
  function writeRow(id: number, block: Uint8Array, at: number): void {
    const idBytes = varintBytes(id)
    writeVarint(rowBytes - 2 - idBytes, 2, block, at)
    writeVarint(id, idBytes, block, at + 2)
    let place = at + 2 + idBytes
    // The header of the record: its length, and a type for each column (2.1).
    block[place] = 10
    block[place + 1] = 0
    block[place + 2] = 13 + 2 * nameBytes
    block[place + 3] = 4
    block[place + 4] = 4
    block[place + 5] = 12 + 2 * 20
    const choice = (block[place + 10]! | (block[place + 11]! << 8)) & 1023
    const note = notes[block[place + 12]! & (notesInPool - 1)]!
    const dataBytes = at + rowBytes - place - 10 - nameBytes - 8 - 20 - note.length
    writeVarint(13 + 2 * note.length, 2, block, place + 6)
    writeVarint(12 + 2 * dataBytes, 2, block, place + 8)
    place += 10
    block.set(names.subarray(choice * 12, choice * 12 + 12), place)
    writeDigits(id, block, place + 12)
    place += nameBytes
    block[place] = block[place]! & 0x3f
    const added = 1_577_836_800 + ((id * 7) % 126_000_000)
    block[place + 4] = added >>> 24
    block[place + 5] = added >>> 16
    block[place + 6] = added >>> 8
    block[place + 7] = added
    block.set(note, place + 28)
  }
}

// Twelve of them: `id` is below 10^12.
function writeDigits(id: number, block: Uint8Array, at: number): void {
  let high = Math.floor(id / 1_000_000) | 0
  let low = (id % 1_000_000) | 0
  for (let digit = 5; digit >= 0; digit--) {
    const nextHigh = (high / 10) | 0
    const nextLow = (low / 10) | 0
    block[at + digit] = 0x30 + high - nextHigh * 10
    block[at + 6 + digit] = 0x30 + low - nextLow * 10
    high = nextHigh
    low = nextLow
  }
}

let names: Uint8Array | undefined

// Made when it is first asked for; all databases share it.
function allNames(): Uint8Array {
  if (names === undefined) {
    const pairs = adjectives.split(' ').flatMap((first) => nouns.split(' ').map((second) => `${first} ${second} `))
    names = new TextEncoder().encode(pairs.join(''))
  }
  return names
}

function notePool(random: Random): readonly Uint8Array[] {
  const choices = sentences.split('|')
  return Array.from({ length: notesInPool }, () => {
    let note = random.pick(choices)
    for (let next = ''; note.length + next.length < mostNoteBytes; next = `, ${random.pick(choices)}`) note += next
    return new TextEncoder().encode(`${note}.`)
  })
}
