import type { SummedPart } from '../parts/part'

/** A file of an archive, or a folder. */
export interface ArchivedFile {
  /** Elements joined by `/`; a folder's path ends with one, and its content is empty. */
  readonly path: string
  readonly content: SummedPart
  /** Unix permissions; 0o644, a folder's 0o755. */
  readonly mode?: number
}

/** The file that makes an archive as long as it is to be: its content is asked for the length that is left. */
export interface ArchiveFilling extends Omit<ArchivedFile, 'content'> {
  content(length: number): SummedPart
}

/** When all files of archives were last written: noon of 1 January 2020, UTC, in seconds since 1970. */
export const archivedAt = 1_577_880_000

export function isFolder({ path }: Pick<ArchivedFile, 'path'>): boolean {
  return path.endsWith('/')
}

/** The type of a file and its permissions, as `st_mode` has them. */
export function modeOf(file: Omit<ArchivedFile, 'content'>): number {
  return isFolder(file) ? 0o040_000 | (file.mode ?? 0o755) : 0o100_000 | (file.mode ?? 0o644)
}
