import type { ContentGenerator } from '../generator'
import { cue } from './cue-sheet'
import { html } from './html'
import { json } from './json'
import { log } from './log'
import { markdown } from './markdown'
import { nfo } from './nfo'
import { m3u } from './playlist'
import { prose } from './prose'
import { ass } from './substation'
import { srt, vtt } from './subtitles'
import { md5, sfv } from './sums'
import { csv, tsv } from './table'
import { xml } from './xml'

/** What is too short for its format is made by the first. */
export const texts: readonly ContentGenerator[] = [
  prose,
  markdown,
  nfo,
  log,
  csv,
  tsv,
  json,
  xml,
  html,
  srt,
  vtt,
  ass,
  m3u,
  cue,
  sfv,
  md5,
]
