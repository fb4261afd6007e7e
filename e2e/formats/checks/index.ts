import type { Checks } from '../check'
import { archives } from './archives'
import { audio } from './audio'
import { documents } from './documents'
import { images } from './images'
import { other } from './other'
import { programs } from './programs'
import { texts } from './texts'
import { video } from './video'

/** What judges the files of each family of `lib/content`. */
export const checksByFamily: Readonly<Record<string, Checks>> = {
  video,
  audio,
  images,
  documents,
  texts,
  archives,
  programs,
  other,
}
