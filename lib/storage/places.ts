import { lstat } from 'node:fs/promises'
import type { Metainfo, TorrentFile } from '@/lib/download/metainfo'
import { spansOf } from '@/lib/download/pieces'
import type { Aside } from './aside'
import type { OpenMode } from './open-files'
import { resolveInside, type SafePath } from './safe-path'
import { isMissing } from './storage-error'

/** Where a file's bytes belong: in the file, aside, or nowhere (padding, symlinks). */
export type Place = 'file' | 'aside' | 'nowhere'

interface PartRange {
  readonly file: TorrentFile
  /** In the range that was asked for. */
  readonly rangeOffset: number
  length: number
}

/** Bytes of one piece that lie side by side on disk. */
export interface StoredPart extends PartRange {
  readonly place: 'file' | 'aside'
  readonly path: SafePath
  readonly mode: OpenMode
  /** On disk, in bytes. */
  readonly position: number
}

/** A run of bytes of one piece; those that have no place on disk are zeros. */
export type Part = StoredPart | (PartRange & { readonly place: 'nowhere' })

/** Knows where each byte of a download belongs on disk. Whether an unselected file exists is looked up once. */
export class Places {
  private readonly known: (Place | undefined)[]
  private readonly paths: (SafePath | undefined)[] = []
  private readonly root: readonly string[]

  constructor(
    private readonly metainfo: Metainfo,
    filesDir: string,
    private readonly aside: Aside,
    private selected: readonly boolean[],
  ) {
    this.root = metainfo.isMultiFile ? [filesDir, metainfo.name] : [filesDir]
    this.known = Array.from({ length: metainfo.files.length })
  }

  isSelected(file: TorrentFile): boolean {
    return file.kind === 'payload' && this.selected[file.index] === true
  }

  pathOf(file: TorrentFile): SafePath {
    const [filesDir, ...folder] = this.root
    this.paths[file.index] ??= resolveInside(filesDir!, ...folder, file.path)
    return this.paths[file.index]!
  }

  /** A file's place when it is known without looking. */
  knownPlaceOf(file: TorrentFile): Place | undefined {
    if (file.kind !== 'payload') return 'nowhere'
    return this.isSelected(file) ? 'file' : this.known[file.index]
  }

  async placeOf(file: TorrentFile): Promise<Place> {
    const known = this.knownPlaceOf(file)
    if (known !== undefined) return known
    const place = (await exists(this.pathOf(file))) ? 'file' : 'aside'
    this.known[file.index] = place
    return place
  }

  /** An unselected file turned out to be gone: what belongs to it is kept aside from now on. */
  markGone(file: TorrentFile): void {
    this.known[file.index] = 'aside'
  }

  /** Takes another selection; what was looked up is looked up again. */
  change(selected: readonly boolean[]): void {
    this.selected = selected
    this.forget()
  }

  forget(): void {
    this.known.fill(undefined)
  }

  /** Where the bytes of a range of a piece lie, in order. */
  async partsOf(piece: number, begin: number, length: number): Promise<Part[]> {
    const parts: Part[] = []
    for (const span of spansOf(this.metainfo, piece * this.metainfo.pieceLength + begin, length)) {
      const { file, fileOffset, rangeOffset } = span
      const place = this.knownPlaceOf(file) ?? (await this.placeOf(file))
      const previous = parts.at(-1)
      // Neighbours that are both kept aside lie side by side in the same file.
      if (place === 'aside' && previous?.place === 'aside') previous.length += span.length
      else if (place === 'aside') parts.push(this.asidePart(file, piece, begin, rangeOffset, span.length))
      else if (place === 'nowhere') parts.push({ file, place, rangeOffset, length: span.length })
      else {
        // A file that is not selected is written only where it already is: it must not appear.
        const mode = this.isSelected(file) ? 'create' : 'write'
        const path = this.pathOf(file)
        parts.push({ path, file, place, mode, position: fileOffset, rangeOffset, length: span.length })
      }
    }
    return parts
  }

  /** Where bytes of a range of a piece lie that are kept aside. */
  asidePart(file: TorrentFile, piece: number, begin: number, rangeOffset: number, length: number): StoredPart {
    const path = this.aside.pathOf(piece)
    return { path, file, place: 'aside', mode: 'create', position: begin + rangeOffset, rangeOffset, length }
  }
}

/** True when anything, also a dangling link, stands at a path. */
export async function exists(path: SafePath): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
