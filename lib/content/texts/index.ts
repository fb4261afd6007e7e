import type { ContentGenerator } from '../generator'
import { prose } from './prose'

export const texts: readonly ContentGenerator[] = [prose]
