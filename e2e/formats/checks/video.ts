import { filmSeconds } from '../../../lib/content/video/film'
import type { Check, Checks } from '../check'
import { decodes, reports } from './media'

const film = (...codecs: string[]): Check[] => [
  decodes,
  reports({ codecs, seconds: filmSeconds, bitsPerSecond: [1_000_000, 20_000_000] }),
]

export const video: Checks = {
  mp4: film('h264', 'aac'),
  m4v: film('h264', 'aac'),
  mov: film('h264', 'aac'),
  mkv: film('h264', 'aac'),
  webm: film('vp8', 'opus'),
  avi: film('mpeg4', 'mp3'),
  ts: film('h264', 'aac'),
}
