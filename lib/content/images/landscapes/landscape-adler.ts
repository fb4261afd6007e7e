import { adler32Of, adlerResidue } from '../../checksums/adler32'
import { type Landscape, layers } from './landscape'

/**
 * The Adler-32 of a landscape as PNG has it: every row's bytes after a filter type of zero. Not by a pass over the pixels:
 * a column is a few runs of rows, each of one layer, and sums over those follow from sums over the rows. O(width + height).
 */
export function adlerOf(landscape: Landscape): number {
  const { width, height, ridges, shades, sunX, sunY } = landscape
  const stride = 1 + 3 * width
  const total = stride * height
  const { plain, weighted } = rowSums(landscape)
  const [far, middle, near] = ridges
  let first = 1
  let second = total

  // Adds the rows `from` to `to` of a layer in column x, `sign` times.
  function add(layer: number, x: number, from: number, to: number, sign: number): void {
    if (to <= from) return
    let sum = 0
    let weights = 0
    for (let channel = 0; channel < 3; channel++) {
      const sums = (3 * layer + channel) * (height + 1)
      const plainSum = plain[sums + to]! - plain[sums + from]!
      sum += plainSum
      // A byte is in the second sum once for itself and once for each byte after it.
      weights += (total - 1 - 3 * x - channel) * plainSum - stride * (weighted[sums + to]! - weighted[sums + from]!)
    }
    first += sign * sum
    second = reduced(second + sign * weights)
  }

  for (let x = 0; x < width; x++) {
    const skyEnd = far[x]!
    add(0, x, 0, skyEnd, 1)
    add(4, x, skyEnd, middle[x]!, 1)
    add(5, x, middle[x]!, near[x]!, 1)
    add(6, x, near[x]!, height, 1)
    for (let disc = 0; disc < 3; disc++) {
      const reach = landscape.reach(disc, x - sunX)
      if (reach < 0) continue
      const from = Math.max(0, sunY - reach)
      const to = Math.min(skyEnd, sunY + reach + 1)
      add(disc, x, from, to, -1)
      add(disc + 1, x, from, to, 1)
    }
    const shade = shades[x]!
    first -= 3 * shade * skyEnd
    const weights = 3 * (total - 1 - 3 * x - 1) * skyEnd - (3 * stride * skyEnd * (skyEnd - 1)) / 2
    second = reduced(second - shade * weights)
  }
  return adler32Of(adlerResidue(first), adlerResidue(second))
}

// Leaves the residue, and is quicker than a remainder; a sum that is off by one modulus is no matter.
function reduced(sum: number): number {
  return sum - Math.floor(sum / 65_521) * 65_521
}

// For each layer and channel, of the rows above each: the sum of values, and of values times row.
function rowSums(landscape: Landscape): { plain: Float64Array; weighted: Float64Array } {
  const { height } = landscape
  const plain = new Float64Array(3 * layers * (height + 1))
  const weighted = new Float64Array(3 * layers * (height + 1))
  const colours = new Uint8Array(3 * layers)
  for (let row = 0; row < height; row++) {
    landscape.colourRow(row, colours)
    for (let index = 0, at = row; index < colours.length; index++, at += height + 1) {
      plain[at + 1] = plain[at]! + colours[index]!
      weighted[at + 1] = weighted[at]! + colours[index]! * row
    }
  }
  return { plain, weighted }
}
