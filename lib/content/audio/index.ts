import type { ContentGenerator } from '../generator'
import { aac } from './aac'
import { flac } from './flac'
import { m4a } from './m4a'
import { mp3 } from './mp3'
import { ogg } from './ogg'
import { opus } from './opus'
import { wav } from './wav'

export const audio: readonly ContentGenerator[] = [wav, flac, mp3, aac, m4a, ogg, opus]
