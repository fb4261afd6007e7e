import type { Locator, Page } from 'playwright/test'

/** The dialog that lies over the page. */
class Dialog {
  readonly root: Locator

  constructor(page: Page, title: string | RegExp) {
    this.root = page.getByRole('dialog', { name: title })
  }

  button(name: string | RegExp): Locator {
    return this.root.getByRole('button', { name, exact: true })
  }

  /** A text field or a list by its label. */
  field(label: string): Locator {
    return this.root.getByLabel(label, { exact: true })
  }
}

/** The files to add, and what became of each. */
export class UploadDialog extends Dialog {
  constructor(page: Page) {
    super(page, 'Add torrents')
  }

  /** The line of one file. */
  file(name: string): Locator {
    return this.root.getByRole('listitem', { name, exact: true })
  }

  get startAtOnce(): Locator {
    return this.root.getByRole('checkbox', { name: 'Start at once' })
  }

  get add(): Locator {
    return this.button(/^Add /)
  }
}

export class SettingsDialog extends Dialog {
  constructor(page: Page) {
    super(page, 'Settings')
  }

  /** What stands beside a field: its range, or what is wrong with it. */
  note(label: string): Locator {
    return this.root.getByText(label, { exact: true }).locator('xpath=..').getByRole('paragraph')
  }

  get save(): Locator {
    return this.button('Save settings')
  }
}

/** The files of a torrent: before it starts, or later. */
export class FilesDialog extends Dialog {
  constructor(page: Page) {
    super(page, /^(Choose the files to download|Files)$/)
  }

  file(name: string): Locator {
    return this.root.getByRole('checkbox', { name, exact: true })
  }

  /** The names in view, in order. */
  names(): Promise<string[]> {
    return this.root.getByRole('checkbox').locator('xpath=..').allInnerTexts()
  }

  priority(name: string): Locator {
    return this.root.getByRole('combobox', { name: `Priority of ${name}`, exact: true })
  }

  get save(): Locator {
    return this.button(/^(Start download|Save selection)$/)
  }
}

export class RemoveDialog extends Dialog {
  constructor(page: Page) {
    super(page, 'Remove this download?')
  }

  get keepFiles(): Locator {
    return this.root.getByRole('radio', { name: 'Keep the files' })
  }

  get deleteFiles(): Locator {
    return this.root.getByRole('radio', { name: 'Delete the files too' })
  }

  get remove(): Locator {
    return this.button(/^Remove/)
  }
}
