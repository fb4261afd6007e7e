import path from 'node:path'
import { makeFolders } from '@/lib/storage/make-folders'
import { storageError } from '@/lib/storage/storage-error'
import { AtomicFile, type Loaded } from './atomic-file'
import { type RegistryState, registryStateFormat } from './registry-state'

/** The registry's own state in the data folder. */
export class RegistryStore {
  private readonly file: AtomicFile

  constructor(private readonly dataDir: string) {
    this.file = new AtomicFile(path.join(dataDir, 'state.json'))
  }

  /** Undefined at the first start. @throws DownloadError `state-unreadable` */
  load(): Promise<Loaded<RegistryState> | undefined> {
    return this.file.load((text) => registryStateFormat.read(text))
  }

  /** Resolves when it would survive a power cut. @throws DownloadError `disk-full`, `read-only`, `storage` */
  async save(state: RegistryState): Promise<void> {
    try {
      await makeFolders(this.dataDir)
    } catch (error) {
      throw storageError(error, `make the folder "${this.dataDir}"`)
    }
    await this.file.save(registryStateFormat.write(state))
  }
}
