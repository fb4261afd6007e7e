import { describe, expect, it } from 'vitest'
import { EventBus } from './events'
import { parseInfoHash } from './info-hash'
import { isActive, type Status, type StatusInputs, statusOf } from './status'

const running: StatusInputs = { intent: 'run', queued: false, checking: false, complete: false, failed: false }

describe('the status', () => {
  it.each<[Partial<StatusInputs>, Status]>([
    [{}, 'downloading'],
    [{ complete: true }, 'seeding'],
    [{ checking: true }, 'checking'],
    [{ checking: true, complete: true }, 'checking'],
    [{ queued: true }, 'queued'],
    [{ queued: true, checking: true }, 'queued'],
    [{ intent: 'pause' }, 'paused'],
    [{ intent: 'pause', complete: true }, 'paused'],
    [{ intent: 'pause', queued: true, checking: true }, 'paused'],
    [{ intent: 'stop' }, 'stopped'],
    [{ intent: 'stop', complete: true }, 'completed'],
    [{ intent: 'stop', checking: true }, 'stopped'],
    [{ failed: true }, 'failed'],
    [{ failed: true, intent: 'stop', complete: true }, 'failed'],
  ])('of %j is %s', (change, status) => {
    expect(statusOf({ ...running, ...change })).toBe(status)
  })

  it.each<[Status, boolean]>([
    ['queued', false],
    ['checking', true],
    ['metadata', true],
    ['downloading', true],
    ['seeding', true],
    ['paused', false],
    ['stopped', false],
    ['completed', false],
    ['failed', false],
  ])('%s is active: %s', (status, active) => {
    expect(isActive(status)).toBe(active)
  })
})

describe('an info hash', () => {
  it.each([
    ['0123456789ABCDEF0123456789abcdef01234567', '0123456789abcdef0123456789abcdef01234567'],
    ['0123456789abcdef0123456789abcdef0123456', undefined],
    ['0123456789abcdef0123456789abcdef012345678', undefined],
    ['g123456789abcdef0123456789abcdef01234567', undefined],
    ['0123456789abcdef0123456789abcdef01234567\n', undefined],
    ['', undefined],
  ])('%j is %s', (text, hash) => {
    expect(parseInfoHash(text)).toBe(hash)
  })
})

describe('the event bus', () => {
  it('tells listeners of their event, in the order they came, until they leave', () => {
    const bus = new EventBus()
    const heard: string[] = []
    const leave = bus.on('problem', ({ sentence }) => heard.push(`first: ${sentence}`))
    bus.on('problem', ({ sentence }) => heard.push(`second: ${sentence}`))
    bus.on('removed', () => heard.push('removed'))
    bus.emit('problem', { sentence: 'one' })
    leave()
    bus.emit('problem', { sentence: 'two' })
    expect(heard).toEqual(['first: one', 'second: one', 'second: two'])
  })
})
