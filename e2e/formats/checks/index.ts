import type { Checks } from '../check'
import { other } from './other'
import { texts } from './texts'
import { video } from './video'

/** What judges the files of each family of `lib/content`. */
export const checksByFamily: Readonly<Record<string, Checks>> = { texts, other, video }
