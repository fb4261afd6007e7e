import type { ContentGenerator } from '../generator'
import { avi } from './avi'
import { m4v } from './m4v'
import { mkv } from './mkv'
import { mov } from './mov'
import { mp4 } from './mp4'
import { ts } from './ts'
import { webm } from './webm'

export const video: readonly ContentGenerator[] = [mp4, m4v, mov, mkv, webm, avi, ts]
