import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A real disk of its own, for tests of full and read-only disks. */
export interface SmallDisk {
  readonly folder: string
  /** From now on nothing can be changed on it. */
  makeReadOnly(): void
  dispose(): void
}

/**
 * A disk in memory of so many bytes, in a folder of its own. Linux, as root.
 * @throws Error when the system does not let us mount
 */
export function mountSmallDisk(bytes: number): SmallDisk {
  const folder = mkdtempSync(path.join(tmpdir(), 'small-disk-'))
  const run = (...command: [string, ...string[]]) => execFileSync(command[0], command.slice(1), { stdio: 'pipe' })
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder)
  } catch (error) {
    rmdirSync(folder)
    throw error
  }
  return {
    folder,
    makeReadOnly: () => void run('mount', '-o', 'remount,ro', folder),
    dispose() {
      // A test that failed may have left files open.
      run('umount', '-l', folder)
      rmdirSync(folder)
    },
  }
}

/** False where tests cannot mount a disk of their own: not root, or no such right in a container. */
export function canMountSmallDisk(): boolean {
  try {
    mountSmallDisk(65_536).dispose()
    return true
  } catch {
    return false
  }
}
