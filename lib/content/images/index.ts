import type { ContentGenerator } from '../generator'
import { bmp } from './bmp'
import { png } from './png'
import { tiff } from './tiff'
import { webp } from './webp'

export const images: readonly ContentGenerator[] = [png, webp, bmp, tiff]
