import { TorrentContent } from '@/lib/content/torrent-content'
import { Bitfield } from '@/lib/download/bitfield'
import { blockLength } from '@/lib/download/pieces'
import { fakeMetainfo } from '@/lib/storage/fake-metainfo'
import { ScriptedSource } from './scripted-source'
import { Simulation, type SimulationInputs } from './simulation'

/** Four blocks. */
export const pieceLength = 4 * blockLength
/** Four whole pieces and a fifth of one block and a bit. */
export const metainfo = fakeMetainfo(pieceLength, [{ path: 'a.bin', length: 4 * pieceLength + blockLength + 5 }])
/** What a scripted peer has to give. */
export const content = (of = metainfo) => new TorrentContent(of, `test ${of.infoHash}`)

/** These pieces of `metainfo`. */
export function pieces(...indexes: number[]): Bitfield {
  const bitfield = new Bitfield(metainfo.pieceCount)
  for (const index of indexes) bitfield.add(index)
  return bitfield
}

export const all = () => pieces(0, 1, 2, 3, 4)

/** A session whose peers do as they are told; `pass` lets a second go by. */
export function scripted(inputs: Partial<SimulationInputs> = {}) {
  const source = new ScriptedSource(content(inputs.metainfo))
  const simulation = new Simulation({ metainfo, wrap: () => source, ...inputs })
  const pass = (ms = 1_000) => simulation.clock.advance(ms)
  return { source, simulation, pass }
}
