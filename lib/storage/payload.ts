/** What each file looked like on disk: `[bytes, modified at (ms since 1970)]`, null when there is none; by file index. */
export type FileStamps = readonly (readonly [number, number] | null)[]

/**
 * The payload of one download, addressed by piece. `DiskPayload` keeps it in files, `MemoryPayload` in memory for tests;
 * `payload.contract.ts` holds both to this.
 *
 * Errors are DownloadErrors: `disk-full` (ENOSPC, EDQUOT), `read-only` (EROFS, EACCES, EPERM), else `storage`; each
 * names the file and keeps its cause.
 */
export interface Payload {
  /**
   * Makes the folders and the selected empty files and, on request, reserves real blocks for every selected file.
   * @throws DownloadError `disk-full` before anything is reserved, naming both sizes
   */
  prepare(options: { readonly preAllocate: boolean }): Promise<void>
  /**
   * Writes bytes that begin at `begin` of a piece and may span files. Bytes of a file that is not selected (and does
   * not exist) are kept aside, those of padding are dropped.
   */
  write(piece: number, begin: number, bytes: Uint8Array): Promise<void>
  /** Fills `target` from the same place. False when some of the bytes were never written or are gone. */
  read(piece: number, begin: number, target: Uint8Array): Promise<boolean>
  /** Selected flags by file index: bytes of newly selected files move from aside to their file. */
  select(selected: readonly boolean[]): Promise<void>
  stamps(): Promise<FileStamps>
  /** Returns when everything written so far would survive a power cut. */
  sync(): Promise<void>
  /** Lets go of open files; later calls open them again. */
  release(): Promise<void>
}
