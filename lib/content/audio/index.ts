import type { ContentGenerator } from '../generator'
import { flac } from './flac'
import { wav } from './wav'

export const audio: readonly ContentGenerator[] = [wav, flac]
