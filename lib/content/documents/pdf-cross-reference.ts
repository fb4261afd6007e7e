import { hashString } from '@/lib/util/random'
import { latin1, streamHead, streamTail } from '../layout/pdf-syntax'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { records } from '../parts/records'
import type { Book } from './book'
import { catalog, info, type PdfLayout } from './pdf-layout'

const crossReferenceHeadBytes = 220
const endBytes = 60

/** Of the cross-reference and what ends the file, in bytes. */
export function crossReferenceLength({ crossReference, entryBytes }: PdfLayout): number {
  return crossReferenceHeadBytes + (crossReference + 1) * entryBytes + endBytes
}

/**
 * Where every object begins, and the end of the file; it begins at `at` itself. A stream (ISO 32000-1, 7.5.8), since the
 * entries of a table end at ten gigabytes.
 */
export function crossReference(
  layout: PdfLayout,
  offsetOf: (number: number) => number,
  at: number,
  { seed }: Book,
): Part {
  const { offsetBytes, entryBytes } = layout
  const count = layout.crossReference + 1
  const id = hashString(seed)
    .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
    .join('')
  const entries = `/Type /XRef /Size ${count} /W [1 ${offsetBytes} 2] /Root ${catalog} 0 R /Info ${info} 0 R /ID [<${id}> <${id}>]`
  const end = `startxref\n${at}\n%%EOF\n`
  return join([
    bytes(latin1(streamHead(layout.crossReference, entries, count * entryBytes, crossReferenceHeadBytes))),
    records({
      count,
      recordLength: entryBytes,
      write(number, block, place) {
        // Object 0 is the head of the free ones, which are none.
        block[place] = number === 0 ? 0 : 1
        let rest = offsetOf(number)
        for (let index = place + offsetBytes; index > place; index--) {
          block[index] = rest % 256
          rest = Math.floor(rest / 256)
        }
        block.fill(number === 0 ? 255 : 0, place + offsetBytes + 1, place + entryBytes)
      },
    }),
    bytes(latin1(`${streamTail.padEnd(endBytes - end.length - 1)}\n${end}`)),
  ])
}
