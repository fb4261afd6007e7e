import { checkDownloadDir } from '@/lib/storage/download-dir'

/** Where downloads go, and every folder that may hold some. */
export class DownloadDirs {
  private chosenDir: string | null = null
  private dirs: readonly string[] = []

  constructor(
    private readonly defaultDir: string,
    private readonly roots: readonly string[],
  ) {}

  /** Where new downloads go. */
  get current(): string {
    return this.chosenDir ?? this.defaultDir
  }

  /** What a person chose; null until then. */
  get chosen(): string | null {
    return this.chosenDir
  }

  /** For ever, so that what lies in them is found after a restart. */
  get known(): readonly string[] {
    return this.dirs
  }

  restore(chosen: string | null, known: readonly string[]): void {
    this.chosenDir = chosen
    this.dirs = [...new Set([...known, this.current, this.defaultDir])]
  }

  /** The folder for a new download, made sure of. @throws DownloadError `bad-directory`, `directory-not-allowed` */
  async forNewDownload(): Promise<string> {
    return this.remember(await checkDownloadDir(this.current, this.roots))
  }

  /** New downloads go to another folder. Answers the call that takes it back. @throws DownloadError as above */
  async choose(directory: string): Promise<() => void> {
    const checked = await checkDownloadDir(directory, this.roots)
    const { chosenDir, dirs } = this
    this.chosenDir = this.remember(checked)
    return () => {
      this.chosenDir = chosenDir
      this.dirs = dirs
    }
  }

  private remember(directory: string): string {
    if (!this.dirs.includes(directory)) this.dirs = [...this.dirs, directory]
    return directory
  }
}
