import type { ContentGenerator } from '../generator'

export const images: readonly ContentGenerator[] = []
