import { Bitfield } from '@/lib/download/bitfield'
import type { Metainfo } from '@/lib/download/metainfo'
import { selectAll } from '@/lib/download/selection'
import { defaultSettings } from '@/lib/download/settings'
import { encodeBitfield, encodeSelection } from './compact'
import type { DownloadState } from './download-state'

/** A state that fits a torrent of which every second piece is there, for tests. */
export function exampleState(metainfo: Metainfo): DownloadState {
  const bitfield = new Bitfield(metainfo.pieceCount)
  for (let piece = 0; piece < metainfo.pieceCount; piece += 2) bitfield.add(piece)
  return {
    version: 1,
    id: metainfo.infoHash,
    strategy: 'simulated',
    settings: defaultSettings,
    selection: encodeSelection(selectAll(metainfo)),
    intent: 'run',
    failure: { code: 'disk-full', message: 'Žádné místo – 空き容量がありません.' },
    bitfield: encodeBitfield(bitfield),
    partials: [],
    examined: true,
    stamps: metainfo.files.map((file) => [file.length, 1_767_225_600_000.125 + file.index]),
    downloadedBytes: 123_456,
    uploadedBytes: 789,
    rejectedPieces: 1,
    addedAt: '2026-01-01T00:00:00.000Z',
    completedAt: null,
    durable: false,
  }
}
