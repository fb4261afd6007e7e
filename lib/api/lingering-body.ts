import { type Clock, systemClock } from '@/lib/util/clock'

/** As long as a sender may need to notice an answer while it is still sending. */
const lingerMs = 1_000

/**
 * A body that is there at once and ends a moment later. The connection is closed at its end with what the sender has sent
 * since unread, and a system that is told so (RST) may throw away an answer that its program has not read yet.
 */
export function lingeringBody(bytes: Uint8Array, clock: Clock = systemClock): ReadableStream<Uint8Array> {
  let endNow = () => {}
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes)
      endNow = clock.setTimer(lingerMs, () => controller.close())
    },
    cancel: () => endNow(),
  })
}
