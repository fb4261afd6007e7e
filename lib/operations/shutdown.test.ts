import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { VirtualClock } from '@/lib/util/virtual-clock'
import { LineLog } from './log'
import { closeOnSignals } from './shutdown'

class FakeProcess extends EventEmitter {
  readonly exits: number[] = []

  exit(code: number): void {
    this.exits.push(code)
  }
}

function watched(close: () => Promise<void>) {
  const clock = new VirtualClock()
  const ending = new FakeProcess()
  const lines: string[] = []
  const log = new LineLog({ level: 'debug', write: (line) => lines.push(line), clock })
  closeOnSignals({ close }, log, ending, clock)
  return { clock, ending, lines }
}

const never = () => new Promise<void>(() => {})

describe('a process that is told to end', () => {
  it.each(['SIGTERM', 'SIGINT'])('closes the registry first on %s, then exits with 0', async (signal) => {
    const order: string[] = []
    const { clock, ending } = watched(async () => {
      order.push('closed')
    })
    ending.emit(signal)
    await clock.advance(0)
    expect(order).toEqual(['closed'])
    expect(ending.exits).toEqual([0])
  })

  it('waits no longer than 2.5 s', async () => {
    const { clock, ending, lines } = watched(never)
    ending.emit('SIGTERM')
    await clock.advance(2499)
    expect(ending.exits).toEqual([])
    await clock.advance(1)
    expect(ending.exits).toEqual([1])
    expect(lines.join('')).toContain('Closing took too long')
  })

  it('goes on closing when npm repeats the signal of the terminal', async () => {
    let saved = () => {}
    const { clock, ending } = watched(() => new Promise((resolve) => (saved = resolve)))
    ending.emit('SIGINT')
    ending.emit('SIGINT')
    await clock.advance(100)
    expect(ending.exits).toEqual([])
    saved()
    await clock.advance(0)
    expect(ending.exits).toEqual([0])
  })

  it('exits at once on an error that nobody caught while closing', async () => {
    const { clock, ending } = watched(never)
    ending.emit('SIGTERM')
    ending.emit('uncaughtException', new Error('oops'))
    await clock.advance(0)
    expect(ending.exits).toEqual([1])
  })

  it('exits with 1 when closing fails, and says why', async () => {
    const { clock, ending, lines } = watched(() => Promise.reject(new Error('no space')))
    ending.emit('SIGTERM')
    await clock.advance(0)
    expect(ending.exits).toEqual([1])
    expect(lines.join('')).toContain('no space')
  })

  it('saves and exits with 1 after an error that nobody caught', async () => {
    let saved = false
    const { clock, ending, lines } = watched(async () => {
      saved = true
    })
    ending.emit('uncaughtException', new Error('oops'))
    await clock.advance(0)
    expect(saved).toBe(true)
    expect(ending.exits).toEqual([1])
    expect(lines.join('')).toContain('oops')
  })

  it('goes on after a rejection that nobody awaited, and says so', async () => {
    const { clock, ending, lines } = watched(async () => {})
    ending.emit('unhandledRejection', new Error('lost'))
    await clock.advance(5000)
    expect(ending.exits).toEqual([])
    expect(lines.join('')).toContain('lost')
  })
})
