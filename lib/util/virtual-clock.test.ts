import { expect, it } from 'vitest'
import { systemClock } from './clock'
import { VirtualClock } from './virtual-clock'

it('a virtual clock fires what falls due, in the order of time, then of asking', async () => {
  const clock = new VirtualClock()
  const fired: string[] = []
  clock.setTimer(20, () => fired.push(`c at ${clock.nowMs()}`))
  clock.setTimer(10, () => fired.push(`a at ${clock.nowMs()}`))
  clock.setTimer(10, () => fired.push(`b at ${clock.nowMs()}`))
  clock.setTimer(31, () => fired.push('too late'))
  await clock.advance(30)
  expect(fired).toEqual(['a at 10', 'b at 10', 'c at 20'])
  expect(clock.nowMs()).toBe(30)
})

it('a virtual clock fires timers that timers set, and lets promises settle between them', async () => {
  const clock = new VirtualClock()
  const seen: string[] = []
  clock.setTimer(5, () => {
    void Promise.resolve()
      .then(() => undefined)
      .then(() => seen.push('promise'))
    clock.setTimer(0, () => seen.push(`timer at ${clock.nowMs()}`))
  })
  await clock.advance(5)
  expect(seen).toEqual(['promise', 'timer at 5'])
})

it('a virtual clock does not fire what was cancelled', async () => {
  const clock = new VirtualClock()
  let fired = 0
  const cancel = clock.setTimer(5, () => fired++)
  clock.setTimer(6, () => fired++)
  cancel()
  await clock.advance(10)
  cancel()
  expect(fired).toBe(1)
})

it('a virtual clock counts wall time from a day of its own', async () => {
  const clock = new VirtualClock(1_000)
  await clock.advance(500)
  expect(clock.wallMs()).toBe(1_500)
})

it('the system clock moves on, and its timers fire unless cancelled', async () => {
  const before = systemClock.nowMs()
  const fired: string[] = []
  systemClock.setTimer(0, () => fired.push('cancelled immediate'))()
  systemClock.setTimer(1, () => fired.push('cancelled timer'))()
  // Unreferenced timers alone would let the process end.
  const keepAlive = setInterval(() => undefined, 1_000)
  await new Promise<void>((resolve) => systemClock.setTimer(0, resolve))
  await new Promise<void>((resolve) => systemClock.setTimer(2, resolve))
  clearInterval(keepAlive)
  expect(fired).toEqual([])
  expect(systemClock.nowMs()).toBeGreaterThan(before)
  expect(systemClock.wallMs()).toBeGreaterThan(Date.UTC(2020, 0, 1))
})
