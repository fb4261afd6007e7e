import { describe, expect, it } from 'vitest'
import { DownloadError } from '@/lib/download/errors'
import { EventBus } from '@/lib/download/events'
import type { InfoHash } from '@/lib/download/info-hash'
import { VirtualClock } from '@/lib/util/virtual-clock'
import { logEvents } from './event-log'
import { LineLog } from './log'

const id = 'c0ffee' as InfoHash

function subscribed() {
  const lines: string[] = []
  const events = new EventBus()
  const log = new LineLog({
    level: 'debug',
    write: (line) => lines.push(line.slice(25).trim()),
    clock: new VirtualClock(),
  })
  return { events, lines, unsubscribe: logEvents(events, log) }
}

describe('the log of events', () => {
  it('says what happens to downloads', () => {
    const { events, lines } = subscribed()
    events.emit('added', { id, name: 'A film' })
    events.emit('status', { id, from: 'stopped', to: 'downloading' })
    events.emit('piece-rejected', { id, piece: 7 })
    events.emit('completed', { id, name: 'A film' })
    events.emit('removed', { id, name: 'A film', filesKept: false })
    events.emit('problem', { sentence: 'state.json was damaged and set aside.' })
    expect(lines).toEqual([
      'info  Download added id=c0ffee name="A film"',
      'debug Download changed id=c0ffee from=stopped to=downloading',
      'warn  Piece dropped: its proof failed id=c0ffee piece=7',
      'info  Download complete id=c0ffee name="A film"',
      'info  Download removed id=c0ffee name="A film" filesKept=false',
      'warn  state.json was damaged and set aside.',
    ])
  })

  it('gives the reason and the cause of a failure', () => {
    const { events, lines } = subscribed()
    const error = new DownloadError('disk-full', 'The disk is full.', {}, { cause: new Error('ENOSPC') })
    events.emit('failed', { id, error })
    expect(lines[0]).toMatch(
      /^error Download failed id=c0ffee code=disk-full reason="The disk is full\." cause="Error: ENOSPC/,
    )
  })

  it('says nothing once unsubscribed', () => {
    const { events, lines, unsubscribe } = subscribed()
    unsubscribe()
    events.emit('added', { id, name: 'A film' })
    expect(lines).toEqual([])
  })
})
