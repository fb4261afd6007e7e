import { element, elementHeader, unsigned, writeUnsigned } from '../layout/ebml'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { records } from '../parts/records'
import { groupMs, trackNumbers } from './matroska-cluster'
import { ids } from './matroska-ids'

/** A player reads all cues before it seeks: up to 11 days each cluster has one, in longer films every so many. */
const mostCues = 2 ** 20
const sizeWidth = 8
const numberWidth = 8
const blank = cuePoint(0, 0)
const timeAt = 4
const positionAt = blank.length - numberWidth

/** Bytes of a cue. */
export const cuePointBytes = blank.length

/** Bytes of the cues of so many clusters. */
export function cuesBytes(clusters: number): number {
  return elementHeader(ids.Cues, 0, sizeWidth).length + Math.ceil(clusters / strideOf(clusters)) * cuePointBytes
}

/** Where in the segment the clusters begin, the first of them at `firstAt`. */
export function cues(clusters: number, clusterBytes: number, firstAt: number): Part {
  const stride = strideOf(clusters)
  const points = records({
    count: Math.ceil(clusters / stride),
    recordLength: cuePointBytes,
    write(index, block, at) {
      block.set(blank, at)
      writeUnsigned(index * stride * groupMs, numberWidth, block, at + timeAt)
      writeUnsigned(firstAt + index * stride * clusterBytes, numberWidth, block, at + positionAt)
    },
  })
  return join([bytes(elementHeader(ids.Cues, points.length, sizeWidth)), points])
}

/** Clusters from one cue to the next. */
function strideOf(clusters: number): number {
  return Math.ceil(clusters / mostCues)
}

function cuePoint(ms: number, position: number): Uint8Array {
  const positions = [
    unsigned(ids.CueTrack, trackNumbers.picture, 1),
    unsigned(ids.CueClusterPosition, position, numberWidth),
  ]
  return element(ids.CuePoint, [unsigned(ids.CueTime, ms, numberWidth), element(ids.CueTrackPositions, positions)])
}
