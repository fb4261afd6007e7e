import { DownloadError } from './errors'
import type { Intent, Status } from './status'

/** What a user can tell a download to do. */
export type Command = 'start' | 'pause' | 'resume' | 'stop'

export const commands = ['start', 'pause', 'resume', 'stop'] as const satisfies Command[]

const whileRunning = { start: 'run', resume: 'run', pause: 'pause', stop: 'stop' } as const

/** Every legal move and the intent it leaves. A pair that is absent is refused; one that keeps the intent does nothing. */
const moves: Record<Status, Partial<Record<Command, Intent>>> = {
  queued: whileRunning,
  checking: whileRunning,
  metadata: whileRunning,
  downloading: whileRunning,
  seeding: whileRunning,
  paused: { resume: 'run', pause: 'pause', stop: 'stop' },
  stopped: { start: 'run', stop: 'stop' },
  completed: { start: 'run', stop: 'stop' },
  failed: { start: 'run', resume: 'run', stop: 'stop' },
}

/**
 * The intent a command leaves.
 * @throws DownloadError `forbidden-move`
 */
export function intentAfter(command: Command, status: Status): Intent {
  const intent = moves[status][command]
  if (intent !== undefined) return intent
  const possible = offeredCommands(status).join(' or ')
  throw new DownloadError('forbidden-move', `Cannot ${command} a ${status} download. Possible now: ${possible}.`)
}

/** The commands that would change something, one for each intent they leave: the buttons to show. */
export function offeredCommands(status: Status): Command[] {
  const seen = new Set<Intent | undefined>([restingIntents[status]])
  return commands.filter((command) => {
    const intent = moves[status][command]
    if (intent === undefined || seen.has(intent)) return false
    seen.add(intent)
    return true
  })
}

// The intent a status already stands for; a failed download stands for none.
const restingIntents: Record<Status, Intent | undefined> = {
  queued: 'run',
  checking: 'run',
  metadata: 'run',
  downloading: 'run',
  seeding: 'run',
  paused: 'pause',
  stopped: 'stop',
  completed: 'stop',
  failed: undefined,
}
