import type { ContentGenerator } from '../generator'

export const audio: readonly ContentGenerator[] = []
