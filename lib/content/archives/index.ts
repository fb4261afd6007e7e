import type { ContentGenerator } from '../generator'

export const archives: readonly ContentGenerator[] = []
