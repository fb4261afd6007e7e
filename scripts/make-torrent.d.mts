export interface MadeFile {
  /** Elements, or one string that is split at each `/`. */
  readonly path: string | readonly (string | Uint8Array)[]
  /** Bytes. */
  readonly length: number
  /** Letters of BEP 47: `p` padding, `l` symlink. */
  readonly attributes?: string
}

export interface MadeTorrent {
  readonly name: string | Uint8Array
  /** Bytes of a single file; give this or `files`. */
  readonly length?: number
  readonly files?: readonly MadeFile[]
  /** Bytes; 256 KiB if not given. */
  readonly pieceLength?: number
  /** Draws the piece hashes, and so the info hash; the name if not given. */
  readonly seed?: string
  readonly announce?: string
  readonly isPrivate?: boolean
  readonly comment?: string
  /** Seconds since 1970 UTC. */
  readonly creationDate?: number
}

/**
 * The bytes of a v1 torrent file (BEP 3) of any shape. Its piece hashes are noise drawn from the seed: the content of a
 * simulated download never matches them anyway.
 */
export function makeTorrent(torrent: MadeTorrent): Buffer
