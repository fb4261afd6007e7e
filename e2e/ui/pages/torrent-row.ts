import type { Locator } from 'playwright/test'

/** The row of one download. */
export class TorrentRow {
  constructor(readonly root: Locator) {}

  /** The status in words: `Downloading`, `Paused`. */
  status(word: string): Locator {
    return this.root.getByText(word, { exact: true })
  }

  get progress(): Locator {
    return this.root.getByRole('progressbar')
  }

  async percent(): Promise<number> {
    return Number(await this.progress.getAttribute('aria-valuenow'))
  }

  /** One of its buttons: `Pause`, `Settings of`, `Files of`, `Remove`. */
  button(name: string): Locator {
    return this.root.getByRole('button', { name: new RegExp(`^${name} `) })
  }

  /** What its buttons do, without the name of the download. */
  async offered(): Promise<string[]> {
    const buttons = await this.root.getByRole('button').all()
    return Promise.all(buttons.map(async (button) => (await button.getAttribute('title')) ?? ''))
  }
}
