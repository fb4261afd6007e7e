import type { EventEmitter } from 'node:events'
import type { RegistryPort } from '@/lib/registry/port'
import { type Clock, systemClock } from '@/lib/util/clock'
import type { Log } from './log'

/** A supervisor kills after some seconds; what is saved by then is what counts. */
const closeDeadlineMs = 2500

/** What of the process ending needs; tests bring their own. */
export interface EndingProcess extends Pick<EventEmitter, 'on'> {
  exit(code: number): void
}

/**
 * Closes the registry on SIGTERM and SIGINT, then ends the process with 0. An error that nobody caught ends it with 1,
 * after the same attempt to save: what the program holds cannot be trusted any more. A rejection that nobody awaited leaves
 * no half-done state behind, and only the log.
 */
export function closeOnSignals(
  registry: Pick<RegistryPort, 'close'>,
  log: Log,
  ending: EndingProcess = process,
  clock: Clock = systemClock,
): void {
  let closing = false
  const end = async (exitCode: number, signal?: string) => {
    // At Ctrl-C the terminal and npm both send SIGINT: the second must not cut off the save that the first began.
    if (closing && signal !== undefined) return
    if (closing) return ending.exit(exitCode)
    closing = true
    if (signal !== undefined) log.info('Closing', { signal })
    clock.setTimer(closeDeadlineMs, () => {
      log.error('Closing took too long; what was not saved is fetched again', { deadlineMs: closeDeadlineMs })
      ending.exit(1)
    })
    ending.exit(await closed(registry, log, exitCode))
  }
  ending.on('SIGTERM', () => end(0, 'SIGTERM'))
  ending.on('SIGINT', () => end(0, 'SIGINT'))
  ending.on('uncaughtException', (error) => {
    log.error('Error that nobody caught: this is a bug', { error })
    return end(1)
  })
  ending.on('unhandledRejection', (error) => log.error('Rejection that nobody awaited: this is a bug', { error }))
}

async function closed(registry: Pick<RegistryPort, 'close'>, log: Log, exitCode: number): Promise<number> {
  try {
    await registry.close()
    return exitCode
  } catch (error) {
    log.error('Closing failed', { error })
    return 1
  }
}
