import type { ContentGenerator } from '../generator'
import { type IsoKind, isoFilm, smallestIsoFilmBytes } from './iso-film'

const kind: IsoKind = { brands: ['M4V ', 'M4A ', 'mp42', 'isom'], isQuickTime: false }

/** H.264 and AAC in MPEG-4, as iTunes names it. */
export const m4v: ContentGenerator = {
  name: 'm4v',
  version: 1,
  extensions: ['m4v'],
  smallestBytes: smallestIsoFilmBytes,
  fallback: 'noise',
  open: (request) => isoFilm(kind, request),
}
