import type { ContentGenerator } from '../generator'

export const documents: readonly ContentGenerator[] = []
