import type { Part } from './parts/part'

/** The torrent a file is of: documents name it, playlists list its files, subtitles run as long as its film. */
export interface TorrentOutline {
  readonly name: string
  readonly files: readonly OutlinedFile[]
}

export interface OutlinedFile {
  /** Below the torrent's folder, elements joined by `/`. */
  readonly path: string
  /** Bytes. */
  readonly length: number
  /** Only a payload is written to a disk; a file of no kind is one. */
  readonly kind?: 'payload' | 'padding' | 'symlink'
}

/** One file to make up. */
export interface ContentRequest extends OutlinedFile {
  /** Stands for the torrent: another torrent has another one, so the outline follows from it. */
  readonly seed: string
  readonly torrent: TorrentOutline
  /** Opens another file of the torrent, for formats that hold the sums of those beside them. `openContent` sees to it. */
  readonly openSibling?: (file: OutlinedFile) => Part
}

/**
 * Makes files of one format. Pure: the same request gives the same bytes on any machine, for ever, however the reads are
 * split. Nothing it keeps grows with the length, and a read costs as much as the bytes it asks for.
 */
export interface ContentGenerator {
  readonly name: string
  /** Goes up with every change of the bytes it makes. */
  readonly version: number
  /** In lower case, without the dot. */
  readonly extensions: readonly string[]
  /** The shortest file it makes that programs accept. What is shorter is made by `fallback` in its place. */
  readonly smallestBytes: number
  readonly fallback: 'noise' | 'prose'
  /** Opens a file of at least `smallestBytes`; the part is exactly as long as the request says. */
  open(request: ContentRequest): Part
}
