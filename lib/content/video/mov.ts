import type { ContentGenerator } from '../generator'
import { type IsoKind, isoFilm, smallestIsoFilmBytes } from './iso-film'

const kind: IsoKind = { brands: ['qt  '], isQuickTime: true }

/** H.264 and AAC in QuickTime. */
export const mov: ContentGenerator = {
  name: 'mov',
  version: 1,
  extensions: ['mov'],
  smallestBytes: smallestIsoFilmBytes,
  fallback: 'noise',
  open: (request) => isoFilm(kind, request),
}
