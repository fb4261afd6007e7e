import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { families } from '@/lib/content'
import { TorrentContent } from '@/lib/content/torrent-content'
import { Bitfield } from '@/lib/download/bitfield'
import { lengthOfPiece } from '@/lib/download/pieces'
import { fakeMetainfo } from '@/lib/storage/fake-metainfo'
import { MemoryPayload } from '@/lib/storage/memory-payload'
import { ContentProof } from '@/lib/strategies/simulated/content-proof'
import { recheck } from './recheck'

const extensions = Object.values(families).flatMap((family) => family.flatMap((generator) => generator.extensions))
const files = [...extensions, 'bin'].map((extension, index) => ({
  path: `files/${index}.${extension}`,
  length: 90_001 + 1_000 * index,
}))
const metainfo = fakeMetainfo(64 * 1024, files)
const allSelected = files.map(() => true)
const every = Array.from({ length: metainfo.pieceCount }, (_, piece) => piece)

describe('a recheck of made-up files of every format', () => {
  it('finds all pieces right', async () => {
    expect((await recheckOf(await writtenPayload())).count).toBe(metainfo.pieceCount)
  })

  it('finds exactly the piece in which a byte has changed, whatever the format', async () => {
    const payload = await writtenPayload()
    const place = fc.nat({ max: metainfo.totalLength - 1 })
    const change = fc.integer({ min: 1, max: 255 })
    await fc.assert(
      fc.asyncProperty(place, change, async (offset, mask) => {
        const piece = Math.floor(offset / metainfo.pieceLength)
        const flip = async () => {
          const byte = Buffer.alloc(1)
          await payload.read(piece, offset % metainfo.pieceLength, byte)
          byte[0]! ^= mask
          await payload.write(piece, offset % metainfo.pieceLength, byte)
        }
        await flip()
        const have = await recheckOf(payload)
        expect(every.filter((one) => !have.has(one))).toEqual([piece])
        await flip()
      }),
      { numRuns: 20 },
    )
  })
})

async function writtenPayload(): Promise<MemoryPayload> {
  const payload = new MemoryPayload({ metainfo, selected: allSelected })
  const content = new TorrentContent(metainfo, 'seed')
  for (const piece of every) {
    const bytes = Buffer.alloc(lengthOfPiece(metainfo, piece))
    content.read(piece, 0, bytes)
    await payload.write(piece, 0, bytes)
  }
  return payload
}

async function recheckOf(payload: MemoryPayload): Promise<Bitfield> {
  const have = new Bitfield(metainfo.pieceCount)
  const proof = new ContentProof(new TorrentContent(metainfo, 'seed'))
  await recheck({ metainfo, have, payload, proof, pieces: every, cancelled: () => false })
  return have
}
