import { expect, it } from 'vitest'
import { VirtualClock } from '@/lib/util/virtual-clock'
import { admit } from './queue'
import { Retries, retryDelayMs } from './retry'

const waiting = { wantsToRun: true, complete: false }
const seeding = { wantsToRun: true, complete: true }
const resting = { wantsToRun: false, complete: false }

it.each([
  { entries: [], max: 1, runs: [] },
  { entries: [waiting, waiting, waiting], max: 2, runs: [true, true, false] },
  { entries: [resting, waiting, waiting], max: 1, runs: [false, true, false] },
  { entries: [seeding, seeding, waiting, waiting], max: 1, runs: [true, true, true, false] },
])('the queue admits $runs of $max at once', ({ entries, max, runs }) => {
  expect(admit(entries, max)).toEqual(runs)
})

it('a failure that can pass is retried later each time, up to five minutes; another one never', () => {
  expect([1, 2, 3].map((count) => retryDelayMs('disk-full', count))).toEqual([5_000, 10_000, 20_000])
  expect(retryDelayMs('storage', 50)).toBe(300_000)
  expect(retryDelayMs('invalid-torrent', 1)).toBeUndefined()
})

it('a retry comes once, later after each failure in a row, and not after it was cancelled', async () => {
  const clock = new VirtualClock()
  const retries = new Retries(clock)
  let tries = 0
  const fail = () => retries.plan('disk-full', () => tries++)
  fail()
  await clock.advance(5_000)
  expect(tries).toBe(1)
  fail()
  await clock.advance(9_999)
  expect(tries).toBe(1)
  await clock.advance(1)
  expect(tries).toBe(2)
  retries.succeed()
  fail()
  await clock.advance(4_000)
  retries.cancel()
  await clock.advance(60_000)
  expect(tries).toBe(2)
})
