/** One file to make up. */
export interface ContentRequest {
  /** Decides the format by its extension, and the bytes with the seed. */
  readonly path: string
  /** Bytes; exactly so many are made. */
  readonly length: number
  readonly seed: string
}

/** Reads a made-up file at any place. */
export interface ContentReader {
  /** Fills `target` with the bytes from `offset` on; the range lies within the file. */
  read(offset: number, target: Uint8Array): void
}

/**
 * Makes files of one format. Pure: the same request gives the same bytes on any machine, however the reads are split.
 * Nothing it keeps grows with the length, and a read costs as much as the bytes it asks for.
 */
export interface ContentGenerator {
  readonly name: string
  /** In lower case, without the dot. */
  readonly extensions: readonly string[]
  open(request: ContentRequest): ContentReader
}
