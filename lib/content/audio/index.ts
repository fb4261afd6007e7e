import type { ContentGenerator } from '../generator'
import { wav } from './wav'

export const audio: readonly ContentGenerator[] = [wav]
