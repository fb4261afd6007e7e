import type { Bitfield } from '@/lib/download/bitfield'
import { DownloadError } from '@/lib/download/errors'
import { lengthOfPiece, type PieceLayout } from '@/lib/download/pieces'
import type { Payload } from '@/lib/storage/payload'
import type { Gate } from './gate'
import type { Peer } from './peer'

/** Longer requests are refused, as other clients do. */
const maxRequestBytes = 128 * 1024
const maxQueuedPerPeer = 250
const maxReads = 8

interface UploadRequest {
  readonly piece: number
  readonly begin: number
  readonly length: number
}

export interface UploaderInputs {
  readonly layout: PieceLayout
  readonly have: Bitfield
  readonly payload: Payload
  readonly gate: Gate
  readonly onSent: (peer: Peer, bytes: number) => void
  readonly onFailure: (error: unknown) => void
  readonly onProgress: () => void
}

/** Answers the requests of unchoked peers in turn, as fast as the limit allows. */
export class Uploader {
  private readonly queues = new Map<Peer, UploadRequest[]>()
  private readonly spare: Uint8Array[] = []
  private reads = 0

  constructor(private readonly inputs: UploaderInputs) {}

  /** Queues a request; one that is not valid, or too many, is dropped (BEP 3 leaves it open). */
  request(peer: Peer, piece: number, begin: number, length: number): void {
    if (peer.amChoking || !this.isValid(piece, begin, length)) return
    const queue = this.queues.get(peer)
    if (queue === undefined) this.queues.set(peer, [{ piece, begin, length }])
    else if (queue.length < maxQueuedPerPeer) queue.push({ piece, begin, length })
  }

  cancel(peer: Peer, piece: number, begin: number, length: number): void {
    const queue = this.queues.get(peer)
    const place = queue?.findIndex((one) => one.piece === piece && one.begin === begin && one.length === length) ?? -1
    if (place !== -1) queue!.splice(place, 1)
  }

  /** Forgets a peer that was choked or is gone. */
  forget(peer: Peer): void {
    this.queues.delete(peer)
  }

  /** Sends what may be sent now, one request of each peer in turn. */
  pump(): void {
    while (this.reads < maxReads && this.queues.size > 0 && this.inputs.gate.isOpen) {
      const [peer, queue] = this.queues.entries().next().value!
      const request = queue.shift()!
      // To the back of the line.
      this.queues.delete(peer)
      if (queue.length > 0) this.queues.set(peer, queue)
      this.send(peer, request)
    }
  }

  private isValid(piece: number, begin: number, length: number): boolean {
    const { layout, have } = this.inputs
    if (!(piece >= 0 && piece < layout.pieceCount) || !have.has(piece)) return false
    return begin >= 0 && length > 0 && length <= maxRequestBytes && begin + length <= lengthOfPiece(layout, piece)
  }

  private send(peer: Peer, { piece, begin, length }: UploadRequest): void {
    this.reads++
    this.inputs.gate.take(length)
    const buffer = this.spare.pop() ?? Buffer.allocUnsafeSlow(maxRequestBytes)
    const bytes = buffer.subarray(0, length)
    this.inputs.payload
      .read(piece, begin, bytes)
      .then((found) => {
        if (!found) throw new DownloadError('storage', `Piece ${piece} is not on disk any more.`)
        if (peer.closed) return
        peer.link.sendBlock(piece, begin, bytes)
        this.inputs.onSent(peer, length)
      })
      .catch(this.inputs.onFailure)
      .finally(() => {
        this.reads--
        this.spare.push(buffer)
        if (this.queues.size > 0) this.inputs.onProgress()
      })
  }
}
