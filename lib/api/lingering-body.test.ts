import { expect, it } from 'vitest'
import { VirtualClock } from '@/lib/util/virtual-clock'
import { lingeringBody } from './lingering-body'

it('a lingering body is there at once and ends a second later', async () => {
  const clock = new VirtualClock()
  const reader = lingeringBody(Uint8Array.of(1, 2, 3), clock).getReader()
  expect(await reader.read()).toEqual({ done: false, value: Uint8Array.of(1, 2, 3) })
  let ended = false
  const end = reader.read().then(({ done }) => {
    ended = done
  })
  await clock.advance(999)
  expect(ended).toBe(false)
  await clock.advance(1)
  await end
  expect(ended).toBe(true)
})

it('a lingering body that nobody reads on lets go of its timer', async () => {
  const clock = new VirtualClock()
  await lingeringBody(Uint8Array.of(1), clock).cancel()
  await expect(clock.advance(2_000)).resolves.toBeUndefined()
})
