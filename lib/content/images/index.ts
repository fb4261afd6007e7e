import type { ContentGenerator } from '../generator'
import { bmp } from './bmp'
import { gif } from './gif'
import { jpeg } from './jpeg'
import { png } from './png'
import { svg } from './svg'
import { tiff } from './tiff'
import { webp } from './webp'

export const images: readonly ContentGenerator[] = [jpeg, png, gif, webp, bmp, tiff, svg]
