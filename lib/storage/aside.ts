import { lstat, readdir, rm } from 'node:fs/promises'
import { inParallel } from './in-parallel'
import { resolveInside, type SafePath } from './safe-path'
import { isMissing } from './storage-error'

/** Bytes and time (ms since 1970) of the last change. */
export type Stamp = readonly [number, number]

/**
 * The folder of bytes kept aside: `<piece>` holds, at their place within the piece, the bytes that belong to files that
 * are not wanted and not there.
 */
export class Aside {
  constructor(readonly folder: string) {}

  pathOf(piece: number): SafePath {
    return resolveInside(this.folder, String(piece))
  }

  /** Where a file is put together before it takes its place in one step. */
  assemblyPathOf(fileIndex: number): SafePath {
    return resolveInside(this.folder, `file-${fileIndex}`)
  }

  /** The pieces that have bytes here, ascending. */
  async pieces(): Promise<number[]> {
    const names = await readdir(this.folder).catch((error: unknown) => {
      if (isMissing(error)) return []
      throw error
    })
    return names
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .sort((a, b) => a - b)
  }

  async stampOf(piece: number): Promise<Stamp | null> {
    return stampOf(this.pathOf(piece))
  }

  async remove(pieces: Iterable<number>): Promise<void> {
    await inParallel(pieces, 8, (piece) => rm(this.pathOf(piece), { force: true }))
  }
}

/** Null when there is no regular file at the path. */
export async function stampOf(path: SafePath): Promise<Stamp | null> {
  try {
    const stat = await lstat(path)
    return stat.isFile() ? [stat.size, stat.mtimeMs] : null
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
