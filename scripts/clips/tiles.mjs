import { ground, ink } from './card.mjs'
import { drawCharacter, encodePictures } from './encode.mjs'
import { parsePps, parseSlice, parseSps, withPrevention } from './h264-syntax.mjs'

import { nalUnitsOf } from './split.mjs'

const size = 16
const characters = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index))
const columns = 40
const usualQp = 32
const zeroWord = Buffer.of(0, 0, 3)
/** Of digits: with these, headers have one length. */
const digitQps = [29, 30, 31, 32, 33]

/**
 * Macroblocks to write with into a row of a picture, each a slice of its own without its header: every character of ASCII,
 * then runs of 1 to 40 empty ones. The digits are coded so that all have one length. The first byte is by how much the
 * slice's QP differs from that of `pps`, plus 64.
 */
export function codeTiles(coderAt, pps) {
  const drawn = characters.map((character) => drawCharacter(character, size, ink, ground))
  const coded = new Map([...new Set([usualQp, ...digitQps])].map((qp) => [qp, code(coderAt(qp), drawn, size, pps)]))
  const variantsOf = (index) => digitQps.map((qp) => coded.get(qp)[index])
  const isDigit = (character) => character >= '0' && character <= '9'
  const digits = characters.flatMap((character, index) => (isDigit(character) ? [variantsOf(index)] : []))
  const digitBytes = commonLength(digits)
  const tiles = characters.map((character, index) => {
    if (!isDigit(character)) return coded.get(usualQp)[index]
    const tile = variantsOf(index).find((one) => isShorter(one, digitBytes))
    return Buffer.concat([tile, ...Array((digitBytes - tile.length) / zeroWord.length).fill(zeroWord)])
  })
  const empty = Buffer.concat(Array(size * size * columns).fill(Buffer.from(ground)))
  const runs = Array.from({ length: columns }, (_, index) => {
    const width = size * (index + 1)
    return code(coderAt(usualQp), [empty.subarray(0, width * size * 3)], width, pps)[0]
  })
  return [...tiles, ...runs]
}

function code(args, pictures, width, pps) {
  const units = nalUnitsOf(encodePictures(Buffer.concat(pictures), 'bt709', args, { width, height: size }))
  const ofType = (type) => units.filter((unit) => (unit[0] & 0x1f) === type)
  const [own, common] = [parsePps(ofType(8)[0]), parsePps(pps)]
  if (own.rest !== common.rest) throw new Error(`Tiles are coded with ${own.rest}, pictures with ${common.rest}`)
  const sps = parseSps(ofType(7)[0])
  return ofType(5).map((unit) => {
    const { qpDelta, data } = parseSlice(unit, sps)
    return Buffer.concat([Buffer.of(own.qp + qpDelta - common.qp + 64), withPrevention(data)])
  })
}

// The shortest that every digit can have, which may get words of zeros behind its data (cabac_zero_word, 7.3.2.8).
function commonLength(variants) {
  for (let length = 1; ; length++) {
    if (variants.every((one) => one.some((tile) => isShorter(tile, length)))) return length
  }
}

function isShorter(tile, length) {
  return tile.length <= length && (length - tile.length) % zeroWord.length === 0
}
