import { DownloadError } from '@/lib/download/errors'
import { Damage } from './damage'

/** `upgrades[n]` makes version n + 1 of version n. */
export type Upgrades = Readonly<Record<number, (value: Record<string, unknown>) => Record<string, unknown>>>

/**
 * Brings a saved value to the newest version, one step at a time.
 * @throws Damage when it has no version
 * @throws DownloadError `state-unreadable` when it was saved by a newer program
 */
export function upgrade(value: unknown, newestVersion: number, upgrades: Upgrades): unknown {
  if (!isVersioned(value)) throw new Damage('it has no version')
  if (value.version > newestVersion) {
    throw new DownloadError(
      'state-unreadable',
      `The state was saved in version ${value.version}, but this program knows only up to version ${newestVersion}. ` +
        'It was left as it is. Use the newer program again.',
    )
  }
  let upgraded: Record<string, unknown> = value
  for (let version = value.version; version < newestVersion; version++) {
    const step = upgrades[version]
    if (step === undefined) throw new Damage(`version ${version} cannot be upgraded`)
    upgraded = { ...step(upgraded), version: version + 1 }
  }
  return upgraded
}

function isVersioned(value: unknown): value is Record<string, unknown> & { version: number } {
  if (typeof value !== 'object' || value === null || !('version' in value)) return false
  return Number.isSafeInteger(value.version) && (value.version as number) >= 1
}
