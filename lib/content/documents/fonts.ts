/** A standard font (ISO 32000-1, 9.6.2.2), which every reader has. */
export interface Font {
  readonly name: string
  /** Of the characters from 0x20 to 0xff in WinAnsiEncoding, in thousandths of the size. */
  readonly widths: Uint16Array
}

// Adobe's metrics of the characters from 0x20 to 0x7e.
export const times = font(
  'Times-Roman',
  '250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541',
)
export const helvetica = font(
  'Helvetica',
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584',
)
export const helveticaBold = font(
  'Helvetica-Bold',
  '278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584',
)
export const timesItalic = font(
  'Times-Italic',
  '250 333 420 500 500 833 778 214 333 333 500 675 250 333 250 278 500 500 500 500 500 500 500 500 500 500 333 333 675 675 675 500 920 611 611 667 722 611 611 722 722 333 444 667 556 833 667 722 611 722 611 500 556 722 611 833 611 556 556 389 278 389 422 500 333 500 500 444 500 444 278 500 500 278 278 444 278 722 500 500 500 500 389 389 278 500 444 667 444 444 389 400 275 400 541',
)

/** How wide a text in WinAnsiEncoding is at a size, in the unit of the size. */
export function widthOf(text: string, { widths }: Font, size: number): number {
  let sum = 0
  for (let index = 0; index < text.length; index++) sum += widths[text.charCodeAt(index) - 0x20]!
  return (sum * size) / 1000
}

/** The beginning of a text that is no wider than `width`, ended by an ellipsis where it is cut. */
export function clipped(text: string, font: Font, size: number, width: number): string {
  if (widthOf(text, font, size) <= width) return text
  let end = text.length
  while (end > 0 && widthOf(`${text.slice(0, end)}\x85`, font, size) > width) end--
  return `${text.slice(0, end).trimEnd()}\x85`
}

function font(name: string, list: string): Font {
  const known = list.split(' ').map(Number)
  // Beyond ASCII close enough to break lines by: a letter as wide as one without its mark, dashes and dots as they are.
  const widths = Uint16Array.from({ length: 0x100 - 0x20 }, (_, index) => known[index] ?? 556)
  for (let code = 0xc0; code <= 0xff; code++) {
    const base = String.fromCharCode(code).normalize('NFD').charCodeAt(0)
    if (base < 0x7f) widths[code - 0x20] = widths[base - 0x20]!
  }
  widths[0x85 - 0x20] = 1000
  widths[0x96 - 0x20] = name.startsWith('Times') ? 500 : 556
  widths[0x97 - 0x20] = name === 'Times-Italic' ? 889 : 1000
  widths[0xb7 - 0x20] = name.startsWith('Times') ? 250 : 278
  for (const quote of [0x91, 0x92]) widths[quote - 0x20] = name.startsWith('Times') ? 333 : known[7]!
  return { name, widths }
}
