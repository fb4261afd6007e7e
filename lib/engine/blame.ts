import { createHash } from 'node:crypto'
import { blockLength } from '@/lib/download/pieces'
import { type ActivePiece, fromDisk } from './active-piece'

interface Evidence {
  readonly givers: readonly number[]
  readonly digests: readonly string[]
}

/**
 * Finds who sent the bad bytes of a piece that failed its proof: its blocks' digests are kept until the piece comes out
 * right, and the givers of the blocks that differ are to blame. Nobody is blamed on suspicion but a sole giver.
 */
export class Blame {
  private readonly evidence = new Map<number, Evidence[]>()

  /** A piece failed. Answers who is to blame already: the sole giver, if one peer gave all of it. */
  failed(piece: ActivePiece): number[] {
    const givers = new Set(piece.givers)
    if (givers.size === 1 && !givers.has(fromDisk)) return [...givers]
    const known = this.evidence.get(piece.index) ?? []
    this.evidence.set(piece.index, [...known, { givers: [...piece.givers], digests: digestsOf(piece) }])
    return []
  }

  /** A piece came out right. Answers who gave wrong blocks of it before. */
  verified(piece: ActivePiece): number[] {
    const known = this.evidence.get(piece.index)
    if (known === undefined) return []
    this.evidence.delete(piece.index)
    const right = digestsOf(piece)
    const guilty = new Set<number>()
    for (const { givers, digests } of known) {
      for (const [block, digest] of digests.entries()) if (digest !== right[block]) guilty.add(givers[block]!)
    }
    guilty.delete(fromDisk)
    return [...guilty]
  }
}

function digestsOf(piece: ActivePiece): string[] {
  return Array.from({ length: piece.blockCount }, (_, block) =>
    createHash('sha1')
      .update(piece.bytes.subarray(block * blockLength, block * blockLength + piece.lengthOf(block)))
      .digest('base64'),
  )
}
