import type { Bitfield } from '@/lib/download/bitfield'
import { blockLength, lengthOfPiece, type PieceLayout } from '@/lib/download/pieces'
import type { Payload } from '@/lib/storage/payload'
import { Serial } from '@/lib/util/serial'
import { ActivePiece, type BlockRun, runsWhere } from './active-piece'
import { Blame } from './blame'
import type { BufferPool } from './buffer-pool'
import type { PartialPiece } from './partial'
import type { PiecePicker } from './picker'
import type { PieceProof } from './piece-proof'

export interface AssemblerEvents {
  /** A piece is proved, written and in the bitfield. */
  onPiece(piece: number): void
  onRejected(piece: number): void
  /** These peers gave wrong bytes. */
  onBlamed(peers: readonly number[]): void
  onFailure(error: unknown): void
  /** Something ended that may let the session go on. */
  onProgress(): void
}

export interface AssemblerInputs {
  readonly layout: PieceLayout
  readonly have: Bitfield
  readonly picker: PiecePicker
  readonly payload: Payload
  readonly proof: PieceProof
  readonly buffers: BufferPool
  readonly partials: readonly PartialPiece[]
  readonly events: AssemblerEvents
  /** Read for each piece: the setting may change. */
  readonly verifies: () => boolean
}

/** Puts pieces together: blocks in, proof, write, mark. */
export class Assembler {
  /** Begun and not complete, by piece. */
  readonly active = new Map<number, ActivePiece>()
  /** Unfinished pieces whose blocks lie on disk. */
  private readonly resting: Map<number, PartialPiece>
  private readonly blame = new Blame()
  private readonly running = new Set<Promise<void>>()
  private readonly saving = new Serial()
  private readonly bufferBytes: number
  private closed = false

  constructor(private readonly inputs: AssemblerInputs) {
    this.resting = new Map(inputs.partials.map((partial) => [partial.piece, partial]))
    this.bufferBytes = Math.min(inputs.layout.pieceLength, inputs.layout.totalLength)
  }

  /** Begins the next of a peer's pieces: one that rests on disk, else the picker's choice. Undefined without a buffer. */
  begin(have: Bitfield): ActivePiece | undefined {
    const { picker, buffers, layout } = this.inputs
    const passes = (piece: number) => have.has(piece)
    if (picker.offeredCount === 0) return undefined
    const buffer = buffers.acquire(this, this.bufferBytes)
    if (buffer === undefined) return undefined
    const rested = this.restingPiece(passes)
    if (rested !== undefined) picker.begin(rested)
    const index = rested ?? picker.pick(passes, have.isFull ? 0 : 1)
    if (index === undefined) {
      buffers.release(this, buffer)
      return undefined
    }
    const piece = new ActivePiece(index, lengthOfPiece(layout, index), buffer)
    this.active.set(index, piece)
    if (rested !== undefined) this.reload(piece)
    return piece
  }

  /** Takes a block in. False when it was here already. */
  receive(piece: ActivePiece, block: number, bytes: Uint8Array, giver: number): boolean {
    if (!piece.receive(block, bytes, giver)) return false
    if (piece.isComplete) this.complete(piece)
    return true
  }

  /** Gives up the begun pieces that are not wanted any more. The caller has taken back their requests. */
  dropUnwanted(): void {
    for (const piece of this.active.values()) {
      if (!piece.loading && !this.inputs.picker.isWanted(piece.index)) this.giveUp(piece)
    }
  }

  /** Writes what has come in of unfinished pieces, and tells which blocks are on disk when it resolves. */
  savePartials(): Promise<PartialPiece[]> {
    // One at a time: a save may not count on what another is still writing.
    return this.saving.run(() => this.writePartials())
  }

  /** Waits for what is under way, saves the unfinished pieces and lets go of every buffer. */
  async close(): Promise<PartialPiece[]> {
    this.closed = true
    // What ends may begin the next: a piece that is read back complete is written.
    while (this.running.size > 0) await Promise.allSettled(this.running)
    try {
      return await this.savePartials()
    } finally {
      for (const piece of this.active.values()) this.giveUp(piece)
    }
  }

  private async writePartials(): Promise<PartialPiece[]> {
    const resting = [...this.resting.values()]
    const begun = [...this.active.values()]
      .filter((piece) => !piece.loading && !piece.isUntouched)
      .map((piece) => ({ piece, blocks: piece.receivedBlocks() }))
    await Promise.all(begun.flatMap(({ piece }) => piece.unsavedRuns().map((run) => this.saveRun(piece, run))))
    // What was rejected or given up meanwhile is fetched anew.
    const kept = begun.filter(({ piece }) => !piece.letGo)
    return [...kept.map(({ piece, blocks }) => ({ piece: piece.index, blocks })), ...resting]
  }

  private async saveRun(piece: ActivePiece, run: BlockRun): Promise<void> {
    await this.pinned(piece, this.inputs.payload.write(piece.index, run.first * blockLength, bytesOf(piece, run)))
    piece.markSaved(run)
  }

  private restingPiece(passes: (piece: number) => boolean): number | undefined {
    for (const index of this.resting.keys()) {
      if (this.inputs.picker.isWanted(index) && !this.active.has(index) && passes(index)) return index
    }
    return undefined
  }

  private reload(piece: ActivePiece): void {
    const { blocks } = this.resting.get(piece.index)!
    const runs = runsWhere(blocks.length, (block) => blocks.has(block))
    piece.loading = true
    const { payload, picker, events } = this.inputs
    this.run(async () => {
      const reads = runs.map((run) =>
        this.pinned(piece, payload.read(piece.index, run.first * blockLength, bytesOf(piece, run))),
      )
      const found = await Promise.all(reads)
      piece.loading = false
      if (!picker.isWanted(piece.index)) {
        this.giveUp(piece)
        return
      }
      this.resting.delete(piece.index)
      piece.restore(runs.filter((_, index) => found[index]))
      if (piece.isComplete) this.complete(piece)
      events.onProgress()
    })
  }

  private complete(piece: ActivePiece): void {
    const { proof, events, verifies } = this.inputs
    this.active.delete(piece.index)
    if (verifies() && !proof.verify(piece.index, piece.bytes)) {
      const guilty = this.blame.failed(piece)
      this.letGo(piece)
      events.onRejected(piece.index)
      events.onBlamed(guilty)
      return
    }
    const guilty = this.blame.verified(piece)
    if (guilty.length > 0) events.onBlamed(guilty)
    this.run(() => this.writeAndMark(piece))
  }

  private async writeAndMark(piece: ActivePiece): Promise<void> {
    const { payload, have, picker, events } = this.inputs
    try {
      await this.pinned(piece, payload.write(piece.index, 0, piece.bytes))
      // Only now: a piece in the bitfield is on disk.
      have.add(piece.index)
      picker.finish(piece.index)
    } finally {
      this.letGo(piece)
    }
    events.onPiece(piece.index)
    events.onProgress()
  }

  private giveUp(piece: ActivePiece): void {
    this.active.delete(piece.index)
    this.letGo(piece)
  }

  private letGo(piece: ActivePiece): void {
    piece.letGo = true
    if (piece.pins === 0) this.free(piece)
  }

  // Nothing reads or writes its buffer any more. A write that is still on its way could overtake that of the next attempt.
  private free(piece: ActivePiece): void {
    this.inputs.buffers.release(this, piece.buffer)
    if (!this.inputs.have.has(piece.index)) this.inputs.picker.putBack(piece.index)
  }

  private async pinned<T>(piece: ActivePiece, operation: Promise<T>): Promise<T> {
    piece.pins++
    try {
      return await operation
    } finally {
      piece.pins--
      if (piece.letGo && piece.pins === 0) this.free(piece)
    }
  }

  private run(task: () => Promise<void>): void {
    const promise = task()
      .catch((error: unknown) => {
        if (!this.closed) this.inputs.events.onFailure(error)
      })
      .finally(() => this.running.delete(promise))
    this.running.add(promise)
  }
}

function bytesOf(piece: ActivePiece, { first, count }: BlockRun): Uint8Array {
  return piece.bytes.subarray(first * blockLength, (first + count) * blockLength)
}
