import { h264, tiles } from '../clips'
import { BitWriter } from '../layout/bits'
import type { Stamp } from '../parts/copies'

/**
 * The bar below the card, written on in every picture: macroblocks that were coded beforehand become slices of it, which
 * takes a header for each (ISO/IEC 14496-10, 7.3.3). It says which torrent the film is of, and the time.
 */
export interface AvcBar {
  /** Bytes of its slices in picture `index` of the clip. */
  lengthIn(index: number): number
  /** Writes the slices of picture `index` of the clip, but for those that show the time. */
  write(index: number, block: Uint8Array, at: number): void
  /** Writes those that show the time in picture `index`; `at` is where its slices begin. */
  clock(index: number, at: number): Stamp
}

/** Before each unit: its length, or a start code; four bytes. */
export type Framing = 'lengths' | 'start codes'

interface Tile {
  /** From space to tilde, then runs; see the clip. */
  readonly index: number
  readonly macroblock: number
}

const columns = 40
const firstMacroblock = 21 * columns
const clockText = '00:00:00:00'
const clockColumn = columns - 1 - clockText.length
const longestTitle = 22
const runs = 0x7f - 0x20
const framingBytes = 4
const unitHeadBytes = framingBytes + 1
const frameNumbers = 16
const picturesPerGroup = 24
const picturesPerSecond = 25

/** The bar of a film; of its title it shows what ASCII can. */
export function avcBar(title: string, framing: Framing): AvcBar {
  const shown = asciiOf(title)
  const key = `${framing} ${shown}`
  const before = titleTiles(shown)
  const clock = clockTiles()
  const after = [run(columns - 1, 1), { index: runs + columns - 1, macroblock: firstMacroblock + columns }]
  // The headers of pictures that are no key pictures have one length.
  const lengths = [0, 1].map((index) => [before, clock, after].map((list) => lengthOf(list, index)))
  const lengthsIn = (index: number) => lengths[index === 0 ? 0 : 1] as [number, number, number]
  return {
    lengthIn(index) {
      const [titleBytes, clockBytes, restBytes] = lengthsIn(index)
      return titleBytes + clockBytes + restBytes
    },
    write(index, block, at) {
      const [titleBytes, clockBytes] = lengthsIn(index)
      const written = titlesOf(key)
      written[numberOf(index)] ??= titleIn(before, framing, index)
      block.set(written[numberOf(index)]!, at)
      writeTiles(after, framing, index, block, at + titleBytes + clockBytes)
    },
    clock: (index, at) => ({
      at: at + lengthsIn(index)[0],
      length: lengthsIn(index)[1],
      write(copy, block, place) {
        setTime(clock, copy * picturesPerGroup + index)
        writeTiles(clock, framing, index, block, place)
      },
    }),
  }
}

function asciiOf(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '')
  return plain.replace(/[^ -~]/gu, '?').slice(0, longestTitle)
}

function titleTiles(shown: string): Tile[] {
  const letters = [...shown].map((letter, index) => tileOf(letter, 1 + index))
  return [run(0, 1), ...letters, run(1 + letters.length, clockColumn - 1 - letters.length)]
}

function clockTiles(): { index: number; macroblock: number }[] {
  return [...clockText].map((letter, index) => tileOf(letter, clockColumn + index))
}

function tileOf(character: string, column: number) {
  return { index: character.charCodeAt(0) - 0x20, macroblock: firstMacroblock + column }
}

function run(column: number, length: number): Tile {
  return { index: runs + length - 1, macroblock: firstMacroblock + column }
}

// Hours, minutes, seconds, pictures: the digits are every tile but the third, sixth and ninth.
function setTime(clock: { index: number }[], picture: number): void {
  const seconds = Math.floor(picture / picturesPerSecond)
  const minutes = Math.floor(seconds / 60)
  setDigits(clock, 9, picture - seconds * picturesPerSecond)
  setDigits(clock, 6, seconds % 60)
  setDigits(clock, 3, minutes % 60)
  setDigits(clock, 0, Math.floor(minutes / 60) % 100)
}

function setDigits(clock: { index: number }[], place: number, value: number): void {
  clock[place]!.index = 16 + Math.floor(value / 10)
  clock[place + 1]!.index = 16 + (value % 10)
}

function lengthOf(list: readonly Tile[], picture: number): number {
  return list.reduce((sum, tile) => sum + unitLength(tile, picture), 0)
}

// Framing, the unit's type, the slice's header, and the tile without its first byte.
function unitLength({ index, macroblock }: Tile, picture: number): number {
  const tile = tiles().packets[index]!
  return unitHeadBytes + headerOf(picture, macroblock, tile[0]! - 64).length + tile.length - 1
}

// Of the torrents that films were read of, each a few tens of kilobytes: more than download at once on most machines.
const mostTitles = 16
const titles = new Map<string, Uint8Array[]>()

/** The slices of a title, by the number in their headers: pictures that share it have the same title. */
function titlesOf(key: string): Uint8Array[] {
  const known = titles.get(key)
  if (known !== undefined) return known
  if (titles.size === mostTitles) titles.delete(titles.keys().next().value!)
  const none: Uint8Array[] = []
  titles.set(key, none)
  return none
}

function titleIn(list: readonly Tile[], framing: Framing, picture: number): Uint8Array {
  return Buffer.concat(list.map((tile) => madeSlice(tile, framing, picture)))
}

function writeTiles(list: readonly Tile[], framing: Framing, picture: number, block: Uint8Array, from: number): void {
  let at = from
  for (const tile of list) {
    const slice = sliceOf(tile, framing, picture)
    const { length } = slice
    // A few dozen bytes are faster one by one.
    for (let byte = 0; byte < length; byte++) block[at + byte] = slice[byte]!
    at += length
  }
}

// Of the digits of the time at their places, and of what is empty: the same in every film.
const slices = new Map<number, Uint8Array>()

function sliceOf(tile: Tile, framing: Framing, picture: number): Uint8Array {
  const place = numberOf(picture) * 1_024 + tile.macroblock
  const key = (place * 256 + tile.index) * 2 + (framing === 'lengths' ? 1 : 0)
  const known = slices.get(key)
  if (known !== undefined) return known
  const slice = madeSlice(tile, framing, picture)
  slices.set(key, slice)
  return slice
}

function madeSlice({ index, macroblock }: Tile, framing: Framing, picture: number): Uint8Array {
  const tile = tiles().packets[index]!
  const header = headerOf(picture, macroblock, tile[0]! - 64)
  const framed = framing === 'lengths' ? header.length + tile.length : 1
  const head = [0, 0, framed >>> 8, framed & 0xff, h264().packets[picture]![0]!]
  return Uint8Array.of(...head, ...header, ...tile.subarray(1))
}

const headers = new Map<number, Uint8Array>()

/** The header of an I slice: its first macroblock, its picture, its QP, and that it has no edges filtered. */
function headerOf(picture: number, macroblock: number, qpDelta: number): Uint8Array {
  const key = (numberOf(picture) * 1_024 + macroblock) * 128 + qpDelta + 64
  const known = headers.get(key)
  if (known !== undefined) return known
  const bits = new BitWriter('most')
  const iSlice = 2
  golomb(bits, macroblock)
  golomb(bits, iSlice)
  golomb(bits, 0)
  bits.write(picture % frameNumbers, 4)
  // idr_pic_id, and what becomes of the pictures before: nothing is said of them.
  if (picture === 0) golomb(bits, 0)
  bits.write(0, picture === 0 ? 2 : 1)
  golomb(bits, qpDelta > 0 ? 2 * qpDelta - 1 : -2 * qpDelta)
  golomb(bits, 1)
  while (bits.length % 8 !== 0) bits.write(1, 1)
  const header = bits.finish()
  headers.set(key, header)
  return header
}

// Headers count pictures in four bits; that of a key picture is another one.
function numberOf(picture: number): number {
  return picture === 0 ? frameNumbers : picture % frameNumbers
}

// ue(v), 9.1.
function golomb(bits: BitWriter, value: number): void {
  const length = 32 - Math.clz32(value + 1)
  bits.write(0, length - 1).write(value + 1, length)
}
