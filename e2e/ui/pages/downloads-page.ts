import { expect, type Locator, type Page } from 'playwright/test'
import { FilesDialog, RemoveDialog, SettingsDialog, UploadDialog } from './dialogs'
import { TorrentRow } from './torrent-row'

/** A file as a person has it on disk. */
export interface PickedFile {
  readonly name: string
  readonly buffer: Buffer
}

/** The one page. */
export class DownloadsPage {
  readonly upload: UploadDialog
  readonly settings: SettingsDialog
  readonly files: FilesDialog
  readonly removal: RemoveDialog

  constructor(readonly page: Page) {
    this.upload = new UploadDialog(page)
    this.settings = new SettingsDialog(page)
    this.files = new FilesDialog(page)
    this.removal = new RemoveDialog(page)
  }

  /** Opens it and waits until it shows what the server has. */
  async open(url = '/'): Promise<void> {
    await this.page.goto(url)
    await expect(this.page.getByRole('status', { name: 'Loading the downloads' })).toBeHidden()
  }

  get list(): Locator {
    return this.page.getByRole('list', { name: 'Downloads' })
  }

  row(name: string): TorrentRow {
    return new TorrentRow(this.list.getByRole('listitem', { name, exact: true }))
  }

  get toasts(): Locator {
    return this.page.getByRole('log', { name: 'Notifications' })
  }

  get addButton(): Locator {
    return this.page.getByRole('button', { name: 'Add torrents' })
  }

  /** The notice that the numbers are old. */
  get outage(): Locator {
    return this.page.getByRole('region', { name: 'The server cannot be reached' })
  }

  /** Chooses files in the browser's own dialog. */
  async browse(...files: PickedFile[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser')
    await this.addButton.click()
    await (await chooser).setFiles(files.map((file) => ({ ...file, mimeType: 'application/octet-stream' })))
  }

  /** Drags files over the page; the call that it answers lets them go. */
  async drag(...files: PickedFile[]): Promise<() => Promise<void>> {
    const contents = files.map(({ name, buffer }) => ({ name, base64: buffer.toString('base64') }))
    const transfer = await this.page.evaluateHandle((all) => {
      const data = new DataTransfer()
      for (const { name, base64 } of all) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
        data.items.add(new File([bytes], name))
      }
      return data
    }, contents)
    const target = this.page.getByRole('main')
    await target.dispatchEvent('dragenter', { dataTransfer: transfer })
    await target.dispatchEvent('dragover', { dataTransfer: transfer })
    return () => target.dispatchEvent('drop', { dataTransfer: transfer })
  }

  async drop(...files: PickedFile[]): Promise<void> {
    const letGo = await this.drag(...files)
    await letGo()
  }

  /** Drops one torrent and adds it as the form stands. */
  async add(torrent: Buffer): Promise<void> {
    await this.drop({ name: 'a.torrent', buffer: torrent })
    await this.upload.add.click()
    await expect(this.upload.root).toBeHidden()
  }
}
