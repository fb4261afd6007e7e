import { expect, it } from 'vitest'
import { assert, unreachable } from './assert'
import { Serial } from './serial'
import { singleton } from './singleton'

it('serial tasks run one after the other, in order, past one that fails', async () => {
  const serial = new Serial()
  const log: string[] = []
  const task = (name: string, turns: number) => async () => {
    log.push(`${name} begins`)
    for (let turn = 0; turn < turns; turn++) await Promise.resolve()
    log.push(`${name} ends`)
    if (name === 'b') throw new Error('b failed')
    return name
  }
  const results = await Promise.allSettled([
    serial.run(task('a', 5)),
    serial.run(task('b', 1)),
    serial.run(task('c', 0)),
  ])
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

it('a singleton is made once under each name', () => {
  let made = 0
  const make = () => ({ number: ++made })
  expect(singleton('test-one', make)).toBe(singleton('test-one', make))
  expect(singleton('test-two', make).number).toBe(2)
})

it('a broken invariant stops', () => {
  expect(() => assert(false, 'two is three')).toThrow('Broken invariant: two is three')
  expect(() => assert(true, 'one is one')).not.toThrow()
  expect(() => unreachable('surprise' as never)).toThrow('unexpected "surprise"')
})
