import { type Config, parseConfig } from '@/lib/config/config'
import { DownloadError } from '@/lib/download/errors'
import { EventBus } from '@/lib/download/events'
import { openRegistry } from '@/lib/registry/instance'
import type { RegistryPort } from '@/lib/registry/port'
import { logEvents } from './event-log'
import { type LineLog, processLog } from './log'
import { closeOnSignals } from './shutdown'

/** Opens the registry of this process and closes it when the process is told to end. Ends the process when it cannot. */
export async function serve(environment: Readonly<Record<string, string | undefined>>): Promise<void> {
  const log = processLog()
  try {
    const config = parseConfig(environment)
    log.level = config.logLevel
    const registry = await open(config, log)
    closeOnSignals(registry, log)
  } catch (error) {
    if (error instanceof DownloadError) log.error(`Cannot start: ${error.message}`)
    else log.error('Cannot start: this is a bug', { error })
    process.exit(1)
  }
}

async function open(config: Config, log: LineLog): Promise<RegistryPort> {
  const events = new EventBus()
  // What is found damaged while opening belongs into the log as well.
  logEvents(events, log)
  const registry = await openRegistry(config, events)
  log.info('Ready', { version: config.version, downloads: registry.totals().total, dataDir: config.dataDir })
  return registry
}
