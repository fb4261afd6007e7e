import { plate } from '../images/plate'
import { chunk, chunkOverhead, noiseChunks } from '../images/png-chunks'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import type { SummedPart } from '../parts/part'
import { Shelf } from '../parts/shelf'

/** Enough for a picture of 640 by 480. */
const drawnBytes = 44 * 1024

/** The pictures of an archive: PNG files, of which the one that is being read is kept. */
export class Pictures {
  private readonly shelf = new Shelf()

  /** A picture of exactly `length` bytes, 120 at least. What is longer than its pixels is drawn apart from them. */
  picture(seed: string, title: string, length: number): SummedPart {
    const drawn = (drawnLength: number) => () => plate({ seed, title, length: drawnLength })
    if (length < drawnBytes + chunkOverhead) return this.shelf.hold(length, drawn(length))
    const end = bytes(chunk('IEND'))
    return join([
      this.shelf.hold(drawnBytes - end.length, drawn(drawnBytes)),
      noiseChunks(`${seed}\nbehind`, length - drawnBytes),
      end,
    ])
  }
}
