import type { FileStamps } from './payload'

/**
 * The files, by index, whose claimed pieces must be verified again: they changed since `saved` was taken, or nothing of
 * them is on disk at all.
 */
export function filesToVerify(saved: FileStamps, now: FileStamps): number[] {
  const indexes: number[] = []
  for (let index = 0; index < now.length; index++) {
    const before = saved[index] ?? null
    const after = now[index] ?? null
    const same = before !== null && after !== null && before[0] === after[0] && before[1] === after[1]
    if (!same) indexes.push(index)
  }
  return indexes
}
