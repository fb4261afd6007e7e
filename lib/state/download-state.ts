import { z } from 'zod'
import type { ErrorCode } from '@/lib/download/errors'
import { type InfoHash, parseInfoHash } from '@/lib/download/info-hash'
import type { Metainfo } from '@/lib/download/metainfo'
import { blockCountOf, lengthOfPiece } from '@/lib/download/pieces'
import { settingsSchema } from '@/lib/download/settings'
import type { Intent } from '@/lib/download/status'
import { decodeBitfield } from './compact'
import { StateFormat } from './state-format'

const version = 1
const count = z.int().min(0)

/** `satisfies` fails to compile when a code is missing here that a DownloadError can have. */
const errorCodes = {
  'not-a-torrent-file': true,
  'invalid-torrent': true,
  'too-large': true,
  duplicate: true,
  'not-found': true,
  'forbidden-move': true,
  'invalid-input': true,
  'unknown-file': true,
  'no-file-selected': true,
  'bad-directory': true,
  'directory-not-allowed': true,
  'not-allowed': true,
  'disk-full': true,
  'read-only': true,
  storage: true,
  'state-unreadable': true,
  'data-dir-in-use': true,
  closing: true,
} satisfies Record<ErrorCode, true>

const infoHash = z.string().refine((text): text is InfoHash => parseInfoHash(text) === text)
const intents = ['run', 'pause', 'stop'] as const satisfies Intent[]

/** `<download dir>/<id>/state.json`: all of a download that its `.torrent` does not say. */
const schema = z.strictObject({
  version: z.literal(version),
  id: infoHash,
  strategy: z.enum(['simulated', 'swarm']),
  settings: settingsSchema,
  /** By file index, one letter each (`encodeSelection`). */
  selection: z.string().regex(/^[lnhLNH]*$/),
  intent: z.enum(intents),
  failure: z
    .strictObject({
      code: z.string().refine((code): code is ErrorCode => Object.hasOwn(errorCodes, code)),
      message: z.string(),
    })
    .nullable(),
  /** Verified pieces on disk (`encodeBitfield`). */
  bitfield: z.base64(),
  /** Pieces that are not whole yet: which of their blocks of 16 KiB are on disk (`encodeBitfield`). */
  partials: z.array(z.strictObject({ piece: count, blocks: z.base64() })),
  /** The disk was searched for files from before the download was added: what appears since is its own. */
  examined: z.boolean(),
  /** By file index: bytes and time (ms since 1970) of what was on disk when this was saved; null for nothing. */
  stamps: z.array(z.tuple([count, z.number()]).readonly().nullable()).readonly(),
  downloadedBytes: count,
  uploadedBytes: count,
  rejectedPieces: count,
  addedAt: z.iso.datetime(),
  completedAt: z.iso.datetime().nullable(),
  /** The payload was synced after its last write: a power cut since has harmed nothing. */
  durable: z.boolean(),
})

export type DownloadState = z.infer<typeof schema>

export const downloadStateFormat = new StateFormat(schema, version)

/** False when a state cannot be of this torrent: something in it is of the wrong length or out of range. */
export function fitsMetainfo(state: DownloadState, metainfo: Metainfo): boolean {
  const fileCount = metainfo.files.length
  if (state.id !== metainfo.infoHash) return false
  if (state.selection.length !== fileCount || state.stamps.length !== fileCount) return false
  if (decodeBitfield(state.bitfield, metainfo.pieceCount) === undefined) return false
  const pieces = new Set(state.partials.map(({ piece }) => piece))
  if (pieces.size !== state.partials.length) return false
  return state.partials.every(({ piece, blocks }) => {
    if (piece >= metainfo.pieceCount) return false
    return decodeBitfield(blocks, blockCountOf(lengthOfPiece(metainfo, piece))) !== undefined
  })
}
