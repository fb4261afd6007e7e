import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Metainfo, TorrentFile } from '@/lib/download/metainfo'
import { piecesOfFile, spansOf } from '@/lib/download/pieces'
import type { Aside } from './aside'
import { inParallel } from './in-parallel'
import { readFully, writeFully } from './open-files'
import type { PayloadFiles } from './payload-files'
import type { Places } from './places'
import type { SafePath } from './safe-path'

const copyBytes = 1024 * 1024

/** What a change of selection works on. */
export interface ReselectParts {
  readonly metainfo: Metainfo
  readonly places: Places
  readonly aside: Aside
  readonly files: PayloadFiles
}

/**
 * Gives newly selected files the bytes that were kept aside for them and drops what nobody needs aside any more. Nothing
 * else may use the payload meanwhile. Answers the files that appeared. Errors are the system's own; nothing kept aside is
 * removed before all are in place.
 */
export async function reselect(parts: ReselectParts, selected: readonly boolean[]): Promise<TorrentFile[]> {
  const { metainfo, places, aside } = parts
  places.forget()
  const pieces = await aside.pieces()
  const wanted = metainfo.files.filter(
    (file) => file.kind === 'payload' && selected[file.index] === true && !places.isSelected(file),
  )
  const appeared: TorrentFile[] = []
  await inParallel(wanted, 4, async (file) => {
    if ((await places.placeOf(file)) === 'aside' && (await restore(parts, file, pieces))) appeared.push(file)
  })
  places.change(selected)
  await dropUnneeded(parts, pieces)
  return appeared
}

// False when nothing of the file was kept: it appears with its first bytes.
async function restore(parts: ReselectParts, file: TorrentFile, asidePieces: readonly number[]): Promise<boolean> {
  const { metainfo, places, aside, files } = parts
  const target = { path: places.pathOf(file), place: 'file', mode: 'create' } as const
  const range = piecesOfFile(metainfo, file)
  if (range === undefined) {
    await files.use(target, async () => {})
    return true
  }
  const pieces = asidePieces.filter((piece) => piece >= range.first && piece <= range.last)
  if (pieces.length === 0) return false
  const assembly = aside.assemblyPathOf(file.index)
  await rm(assembly, { force: true })
  await files.use({ path: assembly, place: 'aside', mode: 'create' }, async (descriptor) => {
    for (const piece of pieces) await copyPart(parts, file, piece, descriptor)
  })
  await files.close(new Set([assembly]))
  await files.makeFolder('file', path.dirname(target.path))
  // In one step: a kill leaves either the bytes aside or the whole file, never a file with holes that looks begun.
  await rename(assembly, target.path)
  files.markWritten(target)
  return true
}

async function copyPart(parts: ReselectParts, file: TorrentFile, piece: number, target: number): Promise<void> {
  const { metainfo, aside, files } = parts
  const start = piece * metainfo.pieceLength
  const span = spansOf(metainfo, start, metainfo.pieceLength).find((candidate) => candidate.file === file)
  if (span === undefined) return
  await files.use({ path: aside.pathOf(piece), place: 'aside', mode: 'read' }, async (source) => {
    const buffer = new Uint8Array(Math.min(copyBytes, span.length))
    for (let done = 0; done < span.length; done += buffer.length) {
      const wanted = buffer.subarray(0, Math.min(buffer.length, span.length - done))
      const count = await readFully(source, wanted, span.rangeOffset + done)
      if (count > 0) await writeFully(target, wanted.subarray(0, count), span.fileOffset + done)
      if (count < wanted.length) return
    }
  })
}

async function dropUnneeded(
  { metainfo, places, aside, files }: ReselectParts,
  pieces: readonly number[],
): Promise<void> {
  const unneeded: number[] = []
  const paths = new Set<SafePath>()
  for (const piece of pieces) {
    const spans = spansOf(metainfo, piece * metainfo.pieceLength, metainfo.pieceLength)
    const placesOfSpans = await Promise.all(spans.map((span) => places.placeOf(span.file)))
    if (placesOfSpans.includes('aside')) continue
    unneeded.push(piece)
    paths.add(aside.pathOf(piece))
  }
  await files.close(paths)
  await aside.remove(unneeded)
}
