import type { Config } from '@/lib/config/config'
import { DownloadError } from '@/lib/download/errors'
import type { EventBus } from '@/lib/download/events'
import { singleton } from '@/lib/util/singleton'
import type { RegistryPort } from './port'
import { Registry } from './registry'

const slot = singleton<{ registry: RegistryPort | undefined }>('registry', () => ({ registry: undefined }))

/** Opens the registry of this process, once. @throws DownloadError as `Registry.open` */
export async function openRegistry(config: Config, events: EventBus): Promise<RegistryPort> {
  slot.registry ??= await Registry.open(config, events)
  return slot.registry
}

/** The registry of this process. @throws DownloadError `closing` when it is not open */
export function getRegistry(): RegistryPort {
  if (slot.registry === undefined) throw new DownloadError('closing', 'The server is not ready yet. Try again shortly.')
  return slot.registry
}
