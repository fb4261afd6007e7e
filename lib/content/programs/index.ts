import type { ContentGenerator } from '../generator'

export const programs: readonly ContentGenerator[] = []
