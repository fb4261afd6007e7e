import type { ContentGenerator } from '../generator'
import { pdf } from './pdf'

export const documents: readonly ContentGenerator[] = [pdf]
