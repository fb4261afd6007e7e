import type { ContentRequest } from '../generator'
import { shortestVoidBytes, voidElement } from '../layout/ebml'
import { bytes } from '../parts/bytes'
import { copies } from '../parts/copies'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { groupsOf } from './groups'
import { cluster, groupMs, pictureMs, picturesPerGroup, smallestClusters } from './matroska-cluster'
import { cuePointBytes, cues, cuesBytes } from './matroska-cues'
import { type MatroskaKind, matroskaHead, segmentBegin } from './matroska-head'
import type { PictureCodec } from './picture'

interface Plan {
  readonly clusters: number
  readonly clusterBytes: number
  /** In each cluster; fewer than usual in a film of one. */
  readonly pictures: number
}

/** A film of `request.length` bytes: head, Void, cues, and clusters of one length. */
export function matroska(kind: MatroskaKind, codec: PictureCodec, request: ContentRequest): Part {
  const head = matroskaHead(kind, request)
  const { clusters, clusterBytes, pictures } = planOf(kind, codec, request.length, head.length)
  const clustersAt = request.length - clusters * clusterBytes
  const cuesAt = clustersAt - cuesBytes(clusters)
  const durationMs = clusters > 1 ? clusters * groupMs : pictures * pictureMs
  const { part, stamps } = cluster(codec, kind.sound.loop, pictures, clusterBytes)
  return join([
    bytes(head.write(durationMs, cuesAt)),
    voidElement(cuesAt - head.length),
    cues(clusters, clusterBytes, clustersAt - segmentBegin(kind)),
    copies(clusters, part, stamps),
  ])
}

function planOf(kind: MatroskaKind, codec: PictureCodec, length: number, headBytes: number): Plan {
  const least = smallestClusters(codec, kind.sound.loop)
  const planned = groupsOf(
    length,
    headBytes + shortestVoidBytes + cuesBytes(1),
    least[picturesPerGroup]! + cuePointBytes,
  )
  // A Void is always there: what is left may be a single byte, which none can take.
  const leftBytes = (clusters: number, clusterBytes: number) =>
    length - headBytes - shortestVoidBytes - cuesBytes(clusters) - clusters * clusterBytes
  const clusterBytes = Math.floor(leftBytes(planned, 0) / planned)
  // A film of thousands of clusters has room for more of them in what the division leaves.
  const clusters = planned + Math.floor(leftBytes(planned, clusterBytes) / (clusterBytes + cuePointBytes))
  let pictures = picturesPerGroup
  while (pictures > 1 && least[pictures]! > clusterBytes) pictures--
  return { clusters, clusterBytes, pictures }
}
