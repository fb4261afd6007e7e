import { blockLength } from '@/lib/download/pieces'
import type { BlockRequest, Peer } from './peer'

/** A peer whose rate is not known yet is taken for a slow one; bytes per second. */
const slowestRate = 16 * 1024
/** A peer that is silent for so long is not waited for. */
const silentMs = 3_000
/** The request a peer answers next may be asked of so many peers, itself included; silent ones make room. */
const maxAskedPerBlock = 2
/** What another peer must save at the least, so that requests do not wander to and fro. */
const gainSeconds = 0.5

export interface LateRequest {
  readonly holder: Peer
  readonly request: BlockRequest
  /** False when it stays at its holder as well, who may be answering it already. */
  readonly moves: boolean
}

/**
 * The request that would be answered last as things go, if this peer would answer it in less than half the time.
 * Undefined when nobody is late.
 */
export function lateRequestFor(peer: Peer, others: Iterable<Peer>, nowMs: number): LateRequest | undefined {
  let latest: LateRequest | undefined
  let latestSeconds = 2 * secondsFor(peer, peer.asked.length + 1, nowMs) + gainSeconds
  for (const holder of others) {
    const request = holder.asked.at(-1)
    if (holder === peer || request === undefined) continue
    const { piece, block } = request
    if (!peer.have.has(piece.index) || piece.isReceived(block) || peer.isAskedFor(piece, block)) continue
    const seconds = secondsFor(holder, holder.asked.length, nowMs)
    if (seconds <= latestSeconds) continue
    const isNext = holder.asked.length === 1
    const isShared = piece.askedCount(block) >= maxAskedPerBlock
    if (isNext && isShared && seconds !== Number.POSITIVE_INFINITY) continue
    latest = { holder, request, moves: !isNext || isShared }
    latestSeconds = seconds
  }
  return latest
}

function secondsFor(peer: Peer, blocks: number, nowMs: number): number {
  if (peer.asked.length > 0 && nowMs - peer.lastBlockMs > silentMs) return Number.POSITIVE_INFINITY
  return (blocks * blockLength) / Math.max(slowestRate, peer.downloadMeter.bytesPerSecond(nowMs))
}
