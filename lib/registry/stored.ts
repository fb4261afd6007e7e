import { Bitfield } from '@/lib/download/bitfield'
import type { Metainfo } from '@/lib/download/metainfo'
import { blockCountOf, lengthOfPiece } from '@/lib/download/pieces'
import { type Selection, selectAll } from '@/lib/download/selection'
import { defaultSettings, type Settings } from '@/lib/download/settings'
import type { Intent } from '@/lib/download/status'
import { decodeBitfield, decodeSelection, encodeBitfield, encodeSelection } from '@/lib/state/compact'
import { type DownloadState, fitsMetainfo } from '@/lib/state/download-state'
import type { Strategy } from '@/lib/strategies/strategy'
import { assert } from '@/lib/util/assert'
import type { ManagedDownload } from './managed-download'
import type { DownloadMemory } from './memory'
import { retryDelayMs } from './retry'

export interface NewDownload {
  readonly metainfo: Metainfo
  readonly settings: Settings
  readonly selection: Selection
  readonly intent: Intent
  readonly addedAt: string
}

/** The memory of a download that is new. */
export function freshMemory({ metainfo, settings, selection, intent, addedAt }: NewDownload): DownloadMemory {
  return {
    settings,
    selection,
    intent,
    addedAt,
    failure: null,
    have: new Bitfield(metainfo.pieceCount),
    partials: [],
    examined: false,
    stamps: metainfo.files.map(() => null),
    downloadedBytes: 0,
    uploadedBytes: 0,
    rejectedPieces: 0,
    completedAt: null,
    durable: true,
  }
}

/** The memory of one whose state is lost: as if new and stopped; a start finds what is on disk. */
export function lostMemory(metainfo: Metainfo, addedAt: string): DownloadMemory {
  return freshMemory({
    metainfo,
    settings: defaultSettings,
    selection: selectAll(metainfo),
    intent: 'stop',
    addedAt,
  })
}

/** What a saved state says; undefined when it cannot be of this torrent. */
export function memoryOf(state: DownloadState, metainfo: Metainfo): DownloadMemory | undefined {
  if (!fitsMetainfo(state, metainfo)) return undefined
  const have = decodeBitfield(state.bitfield, metainfo.pieceCount)
  const selection = decodeSelection(state.selection)
  assert(have !== undefined && selection !== undefined, 'a state that fits can be decoded')
  // A failure that can pass is not waited out over a restart.
  const failure = state.failure !== null && retryDelayMs(state.failure.code, 1) === undefined ? state.failure : null
  return {
    settings: state.settings,
    selection,
    intent: state.intent,
    failure,
    have,
    partials: state.partials.map(({ piece, blocks }) => ({
      piece,
      blocks: decodeBitfield(blocks, blockCountOf(lengthOfPiece(metainfo, piece)))!,
    })),
    examined: state.examined,
    stamps: state.stamps,
    downloadedBytes: state.downloadedBytes,
    uploadedBytes: state.uploadedBytes,
    rejectedPieces: state.rejectedPieces,
    addedAt: state.addedAt,
    completedAt: state.completedAt,
    durable: state.durable,
  }
}

/** What to save of a memory; byte counts as of now. */
export function stateOf(
  { id, memory }: { readonly id: Metainfo['infoHash']; readonly memory: Readonly<DownloadMemory> },
  strategy: Strategy['name'],
  totals: ReturnType<ManagedDownload['totals']>,
): DownloadState {
  return {
    version: 1,
    id,
    strategy,
    settings: memory.settings,
    selection: encodeSelection(memory.selection),
    intent: memory.intent,
    failure: memory.failure,
    bitfield: encodeBitfield(memory.have),
    partials: memory.partials.map(({ piece, blocks }) => ({ piece, blocks: encodeBitfield(blocks) })),
    examined: memory.examined,
    stamps: memory.stamps,
    ...totals,
    rejectedPieces: memory.rejectedPieces,
    addedAt: memory.addedAt,
    completedAt: memory.completedAt,
    durable: memory.durable,
  }
}
