import type { Bitfield } from '@/lib/download/bitfield'
import type { PiecePriorities } from '@/lib/download/selection'
import type { Settings } from '@/lib/download/settings'
import type { Random } from '@/lib/util/random'
import type { PieceOrder } from './piece-order'
import { RarestOrder } from './rarest-order'
import { SequentialOrder } from './sequential-order'

export interface PickerInputs {
  readonly have: Bitfield
  readonly priorities: PiecePriorities
  readonly order: Settings['piece_order']
  readonly random: Random
}

/** Decides which piece to begin next. It knows which pieces are wanted, begun and had, and how common each is. */
export class PiecePicker {
  /** How many connected peers have each piece; those that have everything are not counted. */
  private readonly availability: Uint16Array
  private readonly begun = new Set<number>()
  private readonly have: Bitfield
  private order: PieceOrder
  private missing = 0

  constructor(private inputs: PickerInputs) {
    this.have = inputs.have
    this.availability = new Uint16Array(inputs.priorities.length)
    this.order = this.makeOrder()
  }

  /** Wanted pieces that are not had, begun ones included. */
  get missingCount(): number {
    return this.missing
  }

  /** Wanted pieces that nobody has begun. */
  get offeredCount(): number {
    return this.order.size
  }

  isWanted(piece: number): boolean {
    return this.inputs.priorities[piece]! > 0 && !this.have.has(piece)
  }

  /** The next piece to begin among those that pass; it counts as begun from now on. `minAvailability` as in PieceOrder. */
  pick(passes: (piece: number) => boolean, minAvailability = 0): number | undefined {
    const piece = this.order.first(passes, minAvailability)
    if (piece !== undefined) this.begin(piece)
    return piece
  }

  begin(piece: number): void {
    this.begun.add(piece)
    this.order.remove(piece)
  }

  /** A begun piece was given up, or failed its proof. */
  putBack(piece: number): void {
    this.begun.delete(piece)
    if (this.isWanted(piece)) this.order.add(piece)
  }

  /** A begun piece is verified and written; `have` has it already. */
  finish(piece: number): void {
    if (!this.begun.delete(piece)) this.order.remove(piece)
    if (this.inputs.priorities[piece]! > 0) this.missing--
  }

  addAvailability(piece: number): void {
    this.availability[piece]!++
    this.order.availabilityChanged(piece)
  }

  dropAvailability(piece: number): void {
    this.availability[piece]!--
    this.order.availabilityChanged(piece)
  }

  /** Takes over other priorities or another order. */
  change(change: Partial<Pick<PickerInputs, 'priorities' | 'order'>>): void {
    this.inputs = { ...this.inputs, ...change }
    this.order = this.makeOrder()
  }

  private makeOrder(): PieceOrder {
    const { priorities, order, random } = this.inputs
    const result =
      order === 'sequential' ? new SequentialOrder(priorities) : new RarestOrder(priorities, this.availability, random)
    this.missing = 0
    for (let piece = 0; piece < priorities.length; piece++) {
      if (!this.isWanted(piece)) continue
      this.missing++
      if (!this.begun.has(piece)) result.add(piece)
    }
    return result
  }
}
