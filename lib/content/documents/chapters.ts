import { Random } from '@/lib/util/random'
import { fittedText } from '../texts/sentences'

/** How an archived book of some length is divided: a cover, and chapters of a text and a plate each. */
export interface ChapterPlan {
  readonly count: number
  /** Of a chapter with its markup, in bytes. */
  readonly textBytes: number
  /** Of a plate; none where there is no room for them. The cover takes what is left, some more than this. */
  readonly plateBytes: number
}

const mostChapters = 32
const leastTextBytes = 700
const mostTextBytes = 9_000
const leastPlateBytes = 4_000

/** `frameBytes` is what the archive takes without chapters, `chapterFrameBytes` what each adds besides text and plate. */
export function chapterPlanOf(length: number, frameBytes: number, chapterFrameBytes: number): ChapterPlan {
  const count = Math.min(mostChapters, Math.max(1, Math.round(Math.sqrt(length / 20_000))))
  const textBytes = Math.min(mostTextBytes, Math.max(leastTextBytes, Math.floor((length - frameBytes) / (4 * count))))
  const room = length - frameBytes - count * (chapterFrameBytes + textBytes)
  const plateBytes = Math.floor(room / (count + 1))
  return { count, textBytes, plateBytes: plateBytes < leastPlateBytes ? 0 : plateBytes }
}

/** Paragraphs of prose that take exactly `length` bytes together, each with `wrapBytes` of markup; 200 at least. */
export function paragraphsOf(key: string, length: number, wrapBytes: number): string[] {
  const random = new Random(key)
  const paragraphs: string[] = []
  let rest = length
  while (rest > 0) {
    const wanted = 380 + random.below(520) + wrapBytes
    const taken = rest - wanted < 380 + wrapBytes ? rest : wanted
    paragraphs.push(fittedText(taken - wrapBytes, random))
    rest -= taken
  }
  return paragraphs
}
