import type { ContentGenerator } from '../generator'
import { docx } from './docx'
import { epub } from './epub'
import { pdf } from './pdf'

export const documents: readonly ContentGenerator[] = [pdf, epub, docx]
