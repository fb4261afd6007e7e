import { crc32 } from '../checksums/crc32'
import { chunk, chunkOverhead } from '../images/png-chunks'

// A chunk's payload and its own sum half undo each other: a sum changes in 16 dimensions only. Of three chunks, in all 32.
const chunks = 3
const payloadBytes = 2
const bits = 32
// Private, ancillary and safe to copy (RFC 2083, 3.3).
const type = 'blAn'

/** What ends a PNG. */
export const pngEnd = chunk('IEND')

/** Of the chunks that `balanced` makes. */
export const balanceBytes = chunks * (chunkOverhead + payloadBytes)

/**
 * The chunks with which a PNG has the CRC-32 `wanted`, `before` being the sum of what precedes them; they are its last but
 * for its end. So an archive can state the sum of a picture before it is drawn.
 */
export function balanced(before: number, wanted: number): Uint8Array {
  const payload = new Uint8Array(chunks * payloadBytes)
  // The sum is the one with a payload of zeros, changed by a linear function of the payload over GF(2).
  let difference = wanted ^ sumWith(before, payload)
  for (const { pivot, change, cause } of echelon()) {
    if ((difference & pivot) === 0) continue
    difference ^= change
    for (const [index, byte] of cause.entries()) payload[index]! ^= byte
  }
  return balance(payload)
}

interface Row {
  readonly change: number
  /** The payload that makes this change. */
  readonly cause: Uint8Array
}

interface EchelonRow extends Row {
  /** A bit that the changes of later rows leave alone. */
  readonly pivot: number
}

let shared: readonly EchelonRow[] | undefined

function echelon(): readonly EchelonRow[] {
  shared ??= reduced()
  return shared
}

function reduced(): EchelonRow[] {
  const none = sumWith(0, new Uint8Array(chunks * payloadBytes))
  let rows: Row[] = Array.from({ length: chunks * payloadBytes * 8 }, (_, bit) => {
    const cause = new Uint8Array(chunks * payloadBytes)
    cause[bit >>> 3] = 1 << (bit & 7)
    return { change: sumWith(0, cause) ^ none, cause }
  })
  const rowsInEchelon: EchelonRow[] = []
  for (let bit = 0; bit < bits; bit++) {
    const pivot = 1 << bit
    const chosen = rows.find(({ change }) => (change & pivot) !== 0)!
    rowsInEchelon.push({ pivot, ...chosen })
    rows = rows.filter((row) => row !== chosen).map((row) => ((row.change & pivot) === 0 ? row : sum(row, chosen)))
  }
  return rowsInEchelon
}

function sum(row: Row, other: Row): Row {
  return {
    change: row.change ^ other.change,
    cause: row.cause.map((byte, index) => byte ^ other.cause[index]!),
  }
}

function sumWith(before: number, payload: Uint8Array): number {
  return crc32(pngEnd, crc32(balance(payload), before))
}

function balance(payload: Uint8Array): Uint8Array {
  const made = new Uint8Array(balanceBytes)
  for (let index = 0; index < chunks; index++) {
    const data = payload.subarray(index * payloadBytes, (index + 1) * payloadBytes)
    made.set(chunk(type, data), index * (chunkOverhead + payloadBytes))
  }
  return made
}
