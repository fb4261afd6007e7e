import { box, fullBox, u16, u32 } from './box'

/** Names as iTunes has them: `©nam` a title, `©ART` an artist, `©alb` an album, `©cmt` a comment, `©too` a tool. */
export type IsoTexts = readonly (readonly [type: string, text: string])[]

const utf8Data = 1

/** The `udta` box of a movie that media libraries read; a track's number within an album where there is one. */
export function itemList(texts: IsoTexts, track?: number): Uint8Array {
  const items = texts.map(([type, text]) => box(type, box('data', u32(utf8Data, 0), new TextEncoder().encode(text))))
  if (track !== undefined) items.push(box('trkn', box('data', u32(0, 0), u16(0, track, 0, 0))))
  const handler = fullBox('hdlr', 0, 0, u32(0), Buffer.from('mdirappl'), u32(0, 0), Uint8Array.of(0))
  return box('udta', fullBox('meta', 0, 0, handler, box('ilst', ...items)))
}

/** The `udta` box of QuickTime: texts with their length and language. */
export function quickTimeTexts(texts: IsoTexts): Uint8Array {
  const undetermined = 0x55c4
  const items = texts.map(([type, text]) => {
    const encoded = new TextEncoder().encode(text)
    return box(type, u16(encoded.length, undetermined), encoded)
  })
  return box('udta', ...items)
}
