import type { TorrentOutline } from '../generator'
import { plainName } from './names'

/** What a made-up file says of itself and its torrent, as lines of UTF-8; it lists as many files as `maxBytes` hold. */
export function readme({ name, files }: TorrentOutline, maxBytes: number): Uint8Array {
  const encoder = new TextEncoder()
  const lines = [
    plainName(name, 60),
    '',
    'Made by bittorrent-me, which simulates downloads: the',
    'format is real, the content is not.',
    '',
    `${files.length} files:`,
  ]
  const rest = '...'
  let text = `${lines.join('\n')}\n`
  for (const { path, length } of files) {
    const line = `${`${length}`.padStart(16)}  ${plainName(path, 100)}\n`
    if (encoder.encode(text + line).length > maxBytes - rest.length - 1) {
      text += `${rest}\n`
      break
    }
    text += line
  }
  return encoder.encode(text)
}
