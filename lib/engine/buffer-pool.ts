/**
 * Piece buffers of all sessions under one limit. A holder that has none always gets one, so that no download starves;
 * the memory in use is therefore at most the limit and one piece for each other holder.
 */
export class BufferPool {
  private readonly free = new Map<number, Uint8Array[]>()
  private readonly held = new Map<object, number>()
  private heldBytes = 0
  private freeBytes = 0

  constructor(readonly limitBytes: number) {}

  /** A buffer of exactly `bytes`, its content undefined; undefined when the holder's fair share is used up. */
  acquire(holder: object, bytes: number): Uint8Array | undefined {
    const heldByHolder = this.held.get(holder) ?? 0
    if (heldByHolder > 0 && !this.hasRoom(heldByHolder, bytes)) return undefined
    this.held.set(holder, heldByHolder + bytes)
    this.heldBytes += bytes
    const reused = this.free.get(bytes)?.pop()
    if (reused !== undefined) {
      this.freeBytes -= bytes
      return reused
    }
    this.dropFreeBuffers(this.limitBytes - this.heldBytes)
    // Blocks are copied over every byte before anyone reads them, so there is nothing to clear.
    return Buffer.allocUnsafeSlow(bytes)
  }

  release(holder: object, buffer: Uint8Array): void {
    const bytes = buffer.length
    const rest = (this.held.get(holder) ?? 0) - bytes
    if (rest > 0) this.held.set(holder, rest)
    else this.held.delete(holder)
    this.heldBytes -= bytes
    if (this.heldBytes + this.freeBytes + bytes > this.limitBytes) return
    const list = this.free.get(bytes)
    if (list === undefined) this.free.set(bytes, [buffer])
    else list.push(buffer)
    this.freeBytes += bytes
  }

  /** Forgets the buffers nobody holds; for a process that has come to rest. */
  trim(): void {
    this.dropFreeBuffers(0)
  }

  private hasRoom(heldByHolder: number, bytes: number): boolean {
    const share = this.limitBytes / Math.max(1, this.held.size)
    return heldByHolder + bytes <= share && this.heldBytes + bytes <= this.limitBytes
  }

  private dropFreeBuffers(allowedBytes: number): void {
    if (this.freeBytes <= Math.max(0, allowedBytes)) return
    this.free.clear()
    this.freeBytes = 0
  }
}
