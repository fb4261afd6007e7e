import type { ContentGenerator } from '../generator'
import { type IsoKind, isoFilm, smallestIsoFilmBytes } from './iso-film'

const kind: IsoKind = { brands: ['isom', 'iso2', 'avc1', 'mp41'], isQuickTime: false }

/** H.264 and AAC in MPEG-4. */
export const mp4: ContentGenerator = {
  name: 'mp4',
  version: 1,
  extensions: ['mp4'],
  smallestBytes: smallestIsoFilmBytes,
  fallback: 'noise',
  open: (request) => isoFilm(kind, request),
}
