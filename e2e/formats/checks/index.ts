import type { Checks } from '../check'
import { archives } from './archives'
import { documents } from './documents'
import { other } from './other'
import { programs } from './programs'
import { texts } from './texts'
import { video } from './video'

/** What judges the files of each family of `lib/content`. */
export const checksByFamily: Readonly<Record<string, Checks>> = {
  archives,
  documents,
  programs,
  texts,
  other,
  video,
}
