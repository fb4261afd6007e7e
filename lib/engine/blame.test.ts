import { describe, expect, it } from 'vitest'
import { blockLength } from '@/lib/download/pieces'
import { ActivePiece } from './active-piece'
import { Blame } from './blame'

/** A piece of 4 blocks; each is given by a peer, right or wrong. */
function piece(blocks: readonly [giver: number, right: boolean][], index = 0): ActivePiece {
  const made = new ActivePiece(index, blocks.length * blockLength, new Uint8Array(blocks.length * blockLength))
  for (const [block, [giver, right]] of blocks.entries()) {
    const bytes = new Uint8Array(blockLength).fill(right ? block : 200 + giver)
    if (giver === -1) {
      made.bytes.set(bytes, block * blockLength)
      made.restore([{ first: block, count: 1 }])
    } else made.receive(block, bytes, giver)
  }
  return made
}

describe('blame', () => {
  it('is at once on who gave all of a bad piece', () => {
    expect(
      new Blame().failed(
        piece([
          [4, true],
          [4, false],
          [4, true],
        ]),
      ),
    ).toEqual([4])
  })

  it('waits for the right bytes when several gave it, then is on the givers of what differs', () => {
    const blame = new Blame()
    expect(
      blame.failed(
        piece([
          [1, true],
          [2, false],
          [3, true],
          [2, true],
        ]),
      ),
    ).toEqual([])
    expect(
      blame.verified(
        piece([
          [3, true],
          [3, true],
          [3, true],
          [3, true],
        ]),
      ),
    ).toEqual([2])
  })

  it('remembers every bad attempt', () => {
    const blame = new Blame()
    blame.failed(
      piece([
        [1, false],
        [2, true],
      ]),
    )
    blame.failed(
      piece([
        [2, true],
        [3, false],
      ]),
    )
    expect(
      blame
        .verified(
          piece([
            [2, true],
            [4, true],
          ]),
        )
        .sort(),
    ).toEqual([1, 3])
  })

  it('is on nobody for bytes that came from disk', () => {
    const blame = new Blame()
    expect(
      blame.failed(
        piece([
          [-1, false],
          [-1, true],
        ]),
      ),
    ).toEqual([])
    expect(
      blame.failed(
        piece([
          [-1, false],
          [2, true],
        ]),
      ),
    ).toEqual([])
    expect(
      blame.verified(
        piece([
          [2, true],
          [2, true],
        ]),
      ),
    ).toEqual([])
  })

  it('is forgotten with the piece, and does not reach other pieces', () => {
    const blame = new Blame()
    blame.failed(
      piece(
        [
          [1, false],
          [2, true],
        ],
        7,
      ),
    )
    expect(
      blame.verified(
        piece(
          [
            [2, true],
            [3, true],
          ],
          8,
        ),
      ),
    ).toEqual([])
    expect(
      blame.verified(
        piece(
          [
            [2, true],
            [3, true],
          ],
          7,
        ),
      ),
    ).toEqual([1])
    expect(
      blame.verified(
        piece(
          [
            [2, true],
            [3, true],
          ],
          7,
        ),
      ),
    ).toEqual([])
  })
})
