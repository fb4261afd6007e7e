import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { missingCheckers } from './checkers.mjs'

const root = path.resolve(import.meta.dirname, '../..')

it('the packages of the programs that are not there are named, each once', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bittorrent-me-path-'))
  try {
    const all = missingCheckers(root, folder)
    expect(all).toContain('ffmpeg')
    expect(all).toEqual([...new Set(all)].sort())
    writeFileSync(path.join(folder, 'ffmpeg'), '')
    expect(missingCheckers(root, folder)).toEqual(all)
    writeFileSync(path.join(folder, 'ffprobe'), '')
    expect(missingCheckers(root, `/nowhere${path.delimiter}${folder}`)).toEqual(all.filter((one) => one !== 'ffmpeg'))
  } finally {
    rmSync(folder, { recursive: true })
  }
})
