import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Metainfo, TorrentFile } from '@/lib/download/metainfo'
import { lengthOfPiece } from '@/lib/download/pieces'
import { type FakeFile, fakeMetainfo } from './fake-metainfo'
import type { Payload } from './payload'
import { filesToVerify } from './stamps'

/** One payload under test and what can be seen of it from outside. */
export interface PayloadFixture {
  readonly payload: Payload
  /** The bytes of the file itself; undefined when there is none. */
  contentOf(file: TorrentFile): Promise<Uint8Array | undefined>
  asidePieces(): Promise<number[]>
  removeAside(piece: number): Promise<void>
  removeFile(file: TorrentFile): Promise<void>
  dispose(): Promise<void>
}

type MakeFixture = (metainfo: Metainfo, selected: readonly boolean[]) => Promise<PayloadFixture>

/** What every Payload owes. */
export function describePayload(name: string, make: MakeFixture): void {
  async function using(
    metainfo: Metainfo,
    selected: readonly boolean[],
    test: (fixture: PayloadFixture) => Promise<void>,
  ): Promise<void> {
    const fixture = await make(metainfo, selected)
    try {
      await test(fixture)
    } finally {
      await fixture.dispose()
    }
  }

  describe(`${name} keeps the payload's contract`, () => {
    const threeFiles = fakeMetainfo(100, [
      { path: 'a', length: 150 },
      { path: 'sub/b', length: 20 },
      { path: 'c', length: 130 },
    ])
    const all = [true, true, true]

    it('gives back what was written, also across files', () =>
      using(threeFiles, all, async ({ payload }) => {
        await writeAll(payload, threeFiles)
        expect(await readRange(payload, 1, 0, 100)).toEqual(contentAt(threeFiles, 100, 100))
        expect(await readRange(payload, 1, 45, 30)).toEqual(contentAt(threeFiles, 145, 30))
      }))

    it('answers false for bytes that were never written', () =>
      using(threeFiles, all, async ({ payload }) => {
        expect(await readRange(payload, 0, 0, 100)).toBeUndefined()
        await payload.write(0, 0, contentAt(threeFiles, 0, 60))
        expect(await readRange(payload, 0, 0, 100)).toBeUndefined()
        expect(await readRange(payload, 0, 0, 60)).toEqual(contentAt(threeFiles, 0, 60))
      }))

    it('answers false for files that are gone', () =>
      using(threeFiles, all, async ({ payload, removeFile }) => {
        await writeAll(payload, threeFiles)
        await payload.release()
        await removeFile(threeFiles.files[1]!)
        expect(await readRange(payload, 1, 0, 100)).toBeUndefined()
        expect(await readRange(payload, 1, 0, 50)).toEqual(contentAt(threeFiles, 100, 50))
      }))

    it('makes selected empty files when prepared, and no others', () => {
      const metainfo = fakeMetainfo(100, [
        { path: 'empty', length: 0 },
        { path: 'unwanted', length: 0 },
        { path: 'full', length: 10 },
      ])
      return using(metainfo, [true, false, true], async ({ payload, contentOf }) => {
        await payload.prepare({ preAllocate: false })
        expect(await contentOf(metainfo.files[0]!)).toEqual(new Uint8Array(0))
        expect(await contentOf(metainfo.files[1]!)).toBeUndefined()
      })
    })

    it('reserves selected files in full length without touching what they hold', () =>
      using(threeFiles, [true, false, true], async ({ payload, contentOf }) => {
        await payload.write(0, 0, contentAt(threeFiles, 0, 100))
        await payload.prepare({ preAllocate: true })
        const content = await contentOf(threeFiles.files[0]!)
        expect(content?.length).toBe(150)
        expect(content?.subarray(0, 100)).toEqual(contentAt(threeFiles, 0, 100))
        expect(await contentOf(threeFiles.files[1]!)).toBeUndefined()
        expect((await contentOf(threeFiles.files[2]!))?.length).toBe(130)
      }))

    it('drops padding and reads it as zeros', () => {
      const metainfo = fakeMetainfo(100, [
        { path: 'a', length: 60 },
        { path: '.pad/40', length: 40, kind: 'padding' },
        { path: 'b', length: 100 },
      ])
      return using(metainfo, [true, false, true], async ({ payload, contentOf, asidePieces }) => {
        await payload.write(0, 0, new Uint8Array(100).fill(7))
        expect(await contentOf(metainfo.files[1]!)).toBeUndefined()
        expect(await asidePieces()).toEqual([])
        const read = await readRange(payload, 0, 0, 100)
        expect(read?.subarray(0, 60)).toEqual(new Uint8Array(60).fill(7))
        expect(read?.subarray(60)).toEqual(new Uint8Array(40))
      })
    })

    it('never makes symlinks', () => {
      const metainfo = fakeMetainfo(100, [
        { path: 'link', length: 0, kind: 'symlink' },
        { path: 'a', length: 100 },
      ])
      return using(metainfo, [false, true], async ({ payload, contentOf }) => {
        await payload.prepare({ preAllocate: true })
        await writeAll(payload, metainfo)
        expect(await contentOf(metainfo.files[0]!)).toBeUndefined()
      })
    })

    it('keeps bytes of an unselected file aside until it is selected', () =>
      using(threeFiles, [true, false, true], async ({ payload, contentOf, asidePieces }) => {
        await writeAll(payload, threeFiles)
        expect(await contentOf(threeFiles.files[1]!)).toBeUndefined()
        expect(await asidePieces()).toEqual([1])
        expect(await readRange(payload, 1, 0, 100)).toEqual(contentAt(threeFiles, 100, 100))
        await payload.select(all)
        expect(await contentOf(threeFiles.files[1]!)).toEqual(contentAt(threeFiles, 150, 20))
        expect(await asidePieces()).toEqual([])
        expect(await readRange(payload, 1, 0, 100)).toEqual(contentAt(threeFiles, 100, 100))
      }))

    it('goes on writing in place to a file that was deselected after it began', () =>
      using(threeFiles, all, async ({ payload, contentOf, asidePieces }) => {
        await payload.write(0, 0, contentAt(threeFiles, 0, 100))
        await payload.select([false, true, true])
        await payload.write(1, 0, contentAt(threeFiles, 100, 100))
        expect(await contentOf(threeFiles.files[0]!)).toEqual(contentAt(threeFiles, 0, 150))
        expect(await asidePieces()).toEqual([])
      }))

    it('answers false when bytes kept aside are gone', () =>
      using(threeFiles, [true, false, true], async ({ payload, removeAside }) => {
        await writeAll(payload, threeFiles)
        await payload.release()
        await removeAside(1)
        expect(await readRange(payload, 1, 0, 100)).toBeUndefined()
      }))

    it('has stamps that tell which files changed', () =>
      using(threeFiles, [true, false, true], async ({ payload, removeAside }) => {
        expect(await payload.stamps()).toEqual([null, null, null])
        await writePieces(payload, threeFiles, (piece) => piece < 2)
        const saved = await payload.stamps()
        await payload.release()
        expect(filesToVerify(saved, await payload.stamps())).toEqual([])
        await payload.write(2, 0, contentAt(threeFiles, 200, 100))
        expect(filesToVerify(saved, await payload.stamps())).toEqual([2])
        await payload.release()
        await removeAside(1)
        expect(filesToVerify(saved, await payload.stamps())).toEqual([1, 2])
      }))

    it('can be released and synced at any time, and used again', () =>
      using(threeFiles, all, async ({ payload }) => {
        await payload.sync()
        const writing = writeAll(payload, threeFiles)
        const released = payload.release()
        await payload.sync()
        await Promise.all([writing, released])
        await payload.sync()
        await payload.release()
        expect(await readRange(payload, 2, 0, 100)).toEqual(contentAt(threeFiles, 200, 100))
      }))

    it('gives back any writes in any layout under any selections', () =>
      fc.assert(
        fc.asyncProperty(
          layouts,
          fc.infiniteStream(fc.array(fc.boolean(), { minLength: 8, maxLength: 8 })),
          (layout, flags) => {
            const metainfo = fakeMetainfo(layout.pieceLength, layout.files, true)
            const nextSelection = () => selectionOf(metainfo, flags.next().value as boolean[])
            const first = nextSelection()
            return using(metainfo, first, async (fixture) => {
              const ever = [...first]
              for (const round of [0, 1, 2]) {
                await writePieces(fixture.payload, metainfo, (piece) => piece % 3 === round)
                const next = nextSelection()
                for (const index of next.keys()) ever[index] ||= next[index]!
                await expectNeverSelectedAbsent(fixture, metainfo, round === 0 ? first : ever)
                await fixture.payload.select(next)
              }
              await fixture.payload.release()
              for (let piece = 0; piece < metainfo.pieceCount; piece++) {
                const length = lengthOfPiece(metainfo, piece)
                const expected = contentAt(metainfo, piece * metainfo.pieceLength, length)
                expect(await readRange(fixture.payload, piece, 0, length)).toEqual(expected)
              }
              const everything = metainfo.files.map((file) => file.kind === 'payload')
              await fixture.payload.select(everything)
              for (const file of metainfo.files) {
                if (file.kind !== 'payload' || file.length === 0) continue
                expect(await fixture.contentOf(file)).toEqual(contentAt(metainfo, file.offset, file.length))
              }
              expect(await fixture.asidePieces()).toEqual([])
            })
          },
        ),
        { numRuns: 60 },
      ))
  })
}

const layouts = fc.record({
  pieceLength: fc.integer({ min: 1, max: 64 }),
  files: fc
    .array(
      fc.record({
        length: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 150 })),
        kind: fc.constantFrom<TorrentFile['kind'][]>('payload', 'payload', 'payload', 'padding'),
        folder: fc.constantFrom('', 'x/', 'x/y/', 'z/'),
      }),
      { minLength: 1, maxLength: 8 },
    )
    .map((files) =>
      files.map(({ length, kind, folder }, index): FakeFile => ({ path: `${folder}${index}`, length, kind })),
    ),
})

function selectionOf(metainfo: Metainfo, flags: readonly boolean[]): boolean[] {
  return metainfo.files.map((file) => file.kind === 'payload' && flags[file.index]!)
}

async function expectNeverSelectedAbsent(
  fixture: PayloadFixture,
  metainfo: Metainfo,
  ever: readonly boolean[],
): Promise<void> {
  for (const file of metainfo.files) if (!ever[file.index]) expect(await fixture.contentOf(file)).toBeUndefined()
}

/** The bytes a test torrent has at a place: position-dependent, zeros in padding. */
function contentAt(metainfo: Metainfo, offset: number, length: number): Uint8Array {
  const bytes = Uint8Array.from({ length }, (_, index) => ((offset + index) * 31 + ((offset + index) >>> 8)) & 0xff)
  for (const file of metainfo.files) {
    if (file.kind !== 'padding') continue
    bytes.fill(0, clamp(file.offset - offset, length), clamp(file.offset + file.length - offset, length))
  }
  return bytes
}

function clamp(value: number, length: number): number {
  return Math.min(Math.max(value, 0), length)
}

async function writePieces(payload: Payload, metainfo: Metainfo, isWanted: (piece: number) => boolean): Promise<void> {
  const writes: Promise<void>[] = []
  for (let piece = 0; piece < metainfo.pieceCount; piece++) {
    if (!isWanted(piece)) continue
    const length = lengthOfPiece(metainfo, piece)
    const cut = (piece * 7) % (length + 1)
    const bytes = contentAt(metainfo, piece * metainfo.pieceLength, length)
    writes.push(payload.write(piece, cut, bytes.subarray(cut)), payload.write(piece, 0, bytes.subarray(0, cut)))
  }
  await Promise.all(writes)
}

function writeAll(payload: Payload, metainfo: Metainfo): Promise<void> {
  return writePieces(payload, metainfo, () => true)
}

/** Undefined when the payload says that some of the bytes are missing. */
async function readRange(
  payload: Payload,
  piece: number,
  begin: number,
  length: number,
): Promise<Uint8Array | undefined> {
  const target = new Uint8Array(length).fill(0xee)
  return (await payload.read(piece, begin, target)) ? target : undefined
}
