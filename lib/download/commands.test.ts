import { describe, expect, it } from 'vitest'
import { type Command, commands, intentAfter, offeredCommands } from './commands'
import { DownloadError } from './errors'
import type { Intent, Status } from './status'

const refused = undefined

/** What each command leaves, by status: start, pause, resume, stop; then the buttons. */
const table: [Status, (Intent | undefined)[], Command[]][] = [
  ['queued', ['run', 'pause', 'run', 'stop'], ['pause', 'stop']],
  ['checking', ['run', 'pause', 'run', 'stop'], ['pause', 'stop']],
  ['metadata', ['run', 'pause', 'run', 'stop'], ['pause', 'stop']],
  ['downloading', ['run', 'pause', 'run', 'stop'], ['pause', 'stop']],
  ['seeding', ['run', 'pause', 'run', 'stop'], ['pause', 'stop']],
  ['paused', [refused, 'pause', 'run', 'stop'], ['resume', 'stop']],
  ['stopped', ['run', refused, refused, 'stop'], ['start']],
  ['completed', ['run', refused, refused, 'stop'], ['start']],
  ['failed', ['run', refused, 'run', 'stop'], ['start', 'stop']],
]

describe.each(table)('a %s download', (status, intents, offered) => {
  it.each(commands.map((command, index) => [command, intents[index]] as const))('on %s: %s', (command, intent) => {
    if (intent !== refused) {
      expect(intentAfter(command, status)).toBe(intent)
      return
    }
    const attempt = () => intentAfter(command, status)
    expect(attempt).toThrow(DownloadError)
    expect(attempt).toThrow(expect.objectContaining({ code: 'forbidden-move' }))
    expect(attempt).toThrow(`Cannot ${command} a ${status} download. Possible now: ${offered.join(' or ')}.`)
  })

  it('offers the commands that change something', () => {
    expect(offeredCommands(status)).toEqual(offered)
  })
})
