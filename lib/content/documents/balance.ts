import { crc32 } from '../checksums/crc32'
import { chunk, chunkOverhead } from '../images/png-chunks'

// A chunk's payload and its own sum half undo each other: a sum changes in 16 dimensions only. Of three chunks, in all 32.
const chunks = 3
const payloadBytes = 2
const bits = 32
// Private, ancillary and safe to copy (RFC 2083, 3.3).
const type = 'blAn'

/** Of the chunks that `balanced` makes. */
export const balanceBytes = chunks * (chunkOverhead + payloadBytes)

/**
 * The PNG chunks with which a file has the CRC-32 `wanted`: `before` is the sum of what precedes them, `after` what follows.
 * So an archive can state the sum of a picture before it is drawn.
 */
export function balanced(before: number, wanted: number, after: Uint8Array): Uint8Array {
  const payload = new Uint8Array(chunks * payloadBytes)
  // The sum is the one with a payload of zeros, changed by a linear function of the payload over GF(2).
  let difference = wanted ^ sumWith(before, payload, after)
  for (const { pivot, change, cause } of echelonOf(after)) {
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

function echelonOf(after: Uint8Array): EchelonRow[] {
  const none = sumWith(0, new Uint8Array(chunks * payloadBytes), after)
  let rows: Row[] = Array.from({ length: chunks * payloadBytes * 8 }, (_, bit) => {
    const cause = new Uint8Array(chunks * payloadBytes)
    cause[bit >>> 3] = 1 << (bit & 7)
    return { change: sumWith(0, cause, after) ^ none, cause }
  })
  const echelon: EchelonRow[] = []
  for (let bit = 0; bit < bits; bit++) {
    const pivot = 1 << bit
    const chosen = rows.find(({ change }) => (change & pivot) !== 0)!
    echelon.push({ pivot, ...chosen })
    rows = rows.filter((row) => row !== chosen).map((row) => ((row.change & pivot) === 0 ? row : sum(row, chosen)))
  }
  return echelon
}

function sum(row: Row, other: Row): Row {
  return {
    change: row.change ^ other.change,
    cause: row.cause.map((byte, index) => byte ^ other.cause[index]!),
  }
}

function sumWith(before: number, payload: Uint8Array, after: Uint8Array): number {
  return crc32(after, crc32(balance(payload), before))
}

function balance(payload: Uint8Array): Uint8Array {
  const made = new Uint8Array(balanceBytes)
  for (let index = 0; index < chunks; index++) {
    const data = payload.subarray(index * payloadBytes, (index + 1) * payloadBytes)
    made.set(chunk(type, data), index * (chunkOverhead + payloadBytes))
  }
  return made
}
