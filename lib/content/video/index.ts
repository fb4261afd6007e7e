import type { ContentGenerator } from '../generator'

export const video: readonly ContentGenerator[] = []
