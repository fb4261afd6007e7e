import { card, mp3, mpeg4, sound } from '../clips'
import type { ContentGenerator } from '../generator'
import { aviFilm } from './avi-film'
import { mpeg4Pictures } from './mpeg4'

const samplesPerFrame = 1_152

/** MPEG-4 part 2 and MP3 in AVI. */
export const avi: ContentGenerator = {
  name: 'avi',
  version: 1,
  extensions: ['avi'],
  smallestBytes: 26_500,
  fallback: 'noise',
  open(request) {
    const pictures = mpeg4Pictures(mpeg4().head.header, mpeg4().packets, `${request.seed}\n${request.path}`)
    const frames = mp3().packets
    const loop = { frames, frameMs: (samplesPerFrame * 1_000) / sound.samplesPerSecond }
    const kind = { ...card, ...sound, fourCc: 'XVID', samplesPerFrame, bytesPerFrame: frames[0]!.length }
    return aviFilm(kind, pictures, loop, request)
  },
}
