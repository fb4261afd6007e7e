import { readFile } from 'node:fs/promises'
import type { Check, Checks } from '../check'

const utf8Lines: Check = {
  program: 'parser',
  shows: 'UTF-8, last line ended',
  async judge({ file }) {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file))
    if (!text.endsWith('\n')) throw new Error(`${file}: the last line is not ended`)
  },
}

export const texts: Checks = {
  txt: [utf8Lines],
  md: [utf8Lines],
  nfo: [utf8Lines],
  log: [utf8Lines],
}
