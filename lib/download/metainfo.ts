import type { InfoHash } from './info-hash'

/** A relative path of cleaned elements joined by `/`: no `..`, no control characters, unique in its torrent. */
export type TorrentPath = string & { readonly __torrentPath: true }

/** One file of a torrent, in the order of its bytes. */
export interface TorrentFile {
  readonly index: number
  /** Below the torrent's own folder; a single-file torrent's name. */
  readonly path: TorrentPath
  /** Bytes. */
  readonly length: number
  /** Of its first byte in the torrent, in bytes. */
  readonly offset: number
  /** `padding` counts in the pieces but is never written (BEP 47); `symlink` is never created. */
  readonly kind: 'payload' | 'padding' | 'symlink'
}

/** What a `.torrent` says (BEP 3), checked. */
export interface Metainfo {
  readonly infoHash: InfoHash
  /** Cleaned: safe as one path element. */
  readonly name: string
  readonly isMultiFile: boolean
  readonly files: readonly TorrentFile[]
  /** Bytes of all files, padding included. */
  readonly totalLength: number
  /** Bytes. */
  readonly pieceLength: number
  readonly pieceCount: number
  /** SHA-1 of each piece, 20 bytes each. */
  readonly pieceHashes: Uint8Array
  /** Only the torrent's own trackers may be asked for peers (BEP 27). */
  readonly isPrivate: boolean
  /** Announce addresses in tiers (BEP 12). */
  readonly trackers: readonly (readonly string[])[]
  /** BEP 19. */
  readonly webSeeds: readonly string[]
  readonly comment: string | undefined
  readonly createdBy: string | undefined
  /** Seconds since 1970 UTC. */
  readonly creationDate: number | undefined
}
