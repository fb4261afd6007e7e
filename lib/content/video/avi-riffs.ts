import type { ContentRequest } from '../generator'
import { chunkHead, chunkHeadBytes } from '../layout/riff'
import { bytes, utf8 } from '../parts/bytes'
import { copies } from '../parts/copies'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { series } from '../parts/series'
import { type Group, pictureMs, streamIds } from './avi-group'
import { type AviKind, aviHead } from './avi-head'
import { type GroupRun, oldIndex, oldIndexBytes, standardIndex, standardIndexBytes, superIndex } from './avi-index'

/** Id, size and type. */
export const listHeadBytes = chunkHeadBytes + 4

/** How the groups of a film are spread over RIFFs. */
export interface AviShape {
  readonly groups: number
  readonly groupsPerRiff: number
  readonly riffs: number
  /** Chunks of each stream in a group. */
  readonly pictures: number
  readonly frames: number
}

/** The RIFFs of a film: all but the last hold as many groups as each other. */
export class AviRiffs {
  private readonly firstBytes: number
  /** In the first RIFF, from its beginning. */
  private readonly firstGroupAt: number

  constructor(
    private readonly kind: AviKind,
    private readonly shape: AviShape,
    private readonly group: Group,
    private readonly groupBytes: number,
    private readonly junkBytes: number,
    /** Chunks at the end of the last RIFF. */
    private readonly end: Part,
    private readonly request: ContentRequest,
  ) {
    this.firstGroupAt = 2 * listHeadBytes + this.head().length + chunkHeadBytes + junkBytes
    const { pictures, frames } = shape
    const run = this.runIn(0)
    this.firstBytes = this.firstGroupAt + this.moviBytes(run) + oldIndexBytes(run.count * (pictures + frames))
  }

  first(): Part {
    const run = this.runIn(0)
    const junk = join([bytes(chunkHead('JUNK', this.junkBytes)), fill(this.junkBytes)])
    const parts = [this.head(), junk, this.movi(0), oldIndex(run)]
    return list('RIFF', 'AVI ', this.shape.riffs === 1 ? [...parts, this.end] : parts)
  }

  /** All but the first. */
  later(): Part {
    const { riffs } = this.shape
    const whole = series({
      count: Math.max(0, riffs - 2),
      itemLength: this.laterBytes(),
      item: (index) => this.one(index + 1),
    })
    return riffs === 1 ? whole : join([whole, this.one(riffs - 1, [this.end])])
  }

  private one(riff: number, end: readonly Part[] = []): Part {
    return list('RIFF', 'AVIX', [this.movi(riff), ...end])
  }

  // Groups, and behind them their indexes.
  private movi(riff: number): Part {
    const run = this.runIn(riff)
    const first = riff * this.shape.groupsPerRiff
    const groups = copies(run.count, this.group.part, this.group.stamps, first)
    if (this.shape.riffs === 1) return list('LIST', 'movi', [groups])
    const indexes = [streamIds.picture, streamIds.sound].map((id) => standardIndex(id, run, this.groupsAt(riff)))
    return list('LIST', 'movi', [groups, ...indexes])
  }

  private head(): Part {
    const { kind, shape, group, groupBytes, request } = this
    const { groups, riffs, pictures, frames } = shape
    const values = {
      all: { picture: groups * pictures, sound: groups * frames },
      picturesInFirst: this.runIn(0).count * pictures,
      largestPictureBytes: group.chunks.reduce((largest, { length }) => Math.max(largest, length), 0),
      bytesPerSecond: Math.ceil((groupBytes * 1_000) / (pictures * pictureMs)),
      indexes: riffs === 1 ? undefined : this.superIndexes(),
    }
    return aviHead(kind, values, request)
  }

  private superIndexes(): { picture: Part; sound: Part } {
    const { riffs, pictures, frames } = this.shape
    const of = (id: string, perGroup: number, before: number) =>
      superIndex(id, riffs, (riff) => {
        const { count, groupBytes } = this.runIn(riff)
        const skipped = before === 0 ? 0 : standardIndexBytes(count * before)
        return {
          at: this.groupsAt(riff) + count * groupBytes + skipped,
          bytes: standardIndexBytes(count * perGroup),
          duration: count * perGroup,
        }
      })
    return { picture: of(streamIds.picture, pictures, 0), sound: of(streamIds.sound, frames, pictures) }
  }

  private runIn(riff: number): GroupRun {
    const { groups, groupsPerRiff } = this.shape
    const count = Math.min(groupsPerRiff, groups - riff * groupsPerRiff)
    return { count, groupBytes: this.groupBytes, chunks: this.group.chunks }
  }

  /** In the file. */
  private groupsAt(riff: number): number {
    return riff === 0 ? this.firstGroupAt : this.firstBytes + (riff - 1) * this.laterBytes() + 2 * listHeadBytes
  }

  private laterBytes(): number {
    return 2 * listHeadBytes + this.moviBytes(this.runIn(0))
  }

  private moviBytes({ count, groupBytes }: GroupRun): number {
    const { riffs, pictures, frames } = this.shape
    const indexes = standardIndexBytes(count * pictures) + standardIndexBytes(count * frames)
    return count * groupBytes + (riffs === 1 ? 0 : indexes)
  }
}

function list(id: string, type: string, parts: readonly Part[]): Part {
  const length = parts.reduce((sum, part) => sum + part.length, type.length)
  return join([bytes(chunkHead(id, length)), utf8(type), ...parts])
}
