import type { ContentGenerator } from '../generator'
import { bmp } from './bmp'
import { gif } from './gif'
import { png } from './png'
import { tiff } from './tiff'
import { webp } from './webp'

export const images: readonly ContentGenerator[] = [png, gif, webp, bmp, tiff]
