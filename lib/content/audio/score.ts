/** C, A minor, F and G. */
export const chordCount = 4
export const barsInPhrase = 4

// Every phrase plays each chord once, two bits for each bar.
const phrases = ['0123', '0132', '0213', '0231', '0321', '0312', '1230', '1203', '1023', '1320', '2013', '2310'].concat(
  ['2103', '2031', '3120', '3210'],
)

/**
 * The music of a file: phrases of four bars that play each of the four chords once, in an order drawn for every phrase, so
 * that no two places of a long file sound alike.
 */
export class Score {
  private readonly orders = Uint8Array.from(phrases.join(''), Number)

  constructor(private readonly key: number) {}

  /** The chord of a bar, of any number up to 2^53 - 1. */
  chordOf(bar: number): number {
    const phrase = Math.floor(bar / barsInPhrase)
    return this.orders[this.orderOf(phrase) * barsInPhrase + (bar - phrase * barsInPhrase)]!
  }

  // 0 to 15.
  private orderOf(phrase: number): number {
    let mixed = Math.imul((phrase | 0) ^ this.key, 0x9e37_79b1) ^ Math.floor(phrase / 0x1_0000_0000)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85eb_ca6b)
    return (mixed ^ (mixed >>> 13)) & 15
  }
}
