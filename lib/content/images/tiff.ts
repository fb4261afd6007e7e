import type { ContentGenerator } from '../generator'
import { shortText } from '../layout/short-text'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import { noise } from '../parts/noise'
import { series } from '../parts/series'
import { Landscape } from './landscapes/landscape'
import { sizeWithin } from './sizes'
import { headOf, pageBytes, tiffPage } from './tiff-page'

/** More than one picture may have: what is longer has pages. */
const longestPage = 400_000_000
const classicLimit = 2 ** 32
/** A page of this many bytes is a single strip. */
const narrowPage = 65_536
const textBytes = 300
const titledBytes = 2_000

/**
 * TIFF 6.0, little-endian: strips of red, green and blue without compression, in pages of one size that show a landscape by
 * one light after another. From 4 GiB on it is BigTIFF, whose offsets have eight bytes. What is left beside the rows lies
 * behind the pages.
 */
export const tiff: ContentGenerator = {
  name: 'TIFF',
  version: 1,
  extensions: ['tif', 'tiff'],
  smallestBytes: 216,
  fallback: 'noise',
  open({ path, length, seed, torrent }) {
    const key = `tiff\n${seed}\n${path}`
    const big = length >= classicLimit
    const head = headOf(big)
    const texts = length < titledBytes ? [] : [torrent.name, path].map((text) => shortText(text, textBytes))
    const count = Math.ceil(length / longestPage)
    const room = Math.floor((length - head.length) / count)
    const plan = { key, big, count, texts, begin: head.length }
    const spare = pageBytes({ ...plan, size: { width: 0, height: 1 } })
    // The place and the length of a strip are in tables, which take the more of a row the narrower it is.
    const size = sizeWithin(key, room - spare, { rowOverhead: room < narrowPage ? 0 : 12 })
    const page = { ...plan, size, view: new Landscape({ seed: key, ...size }) }
    const pages = series({ count, itemLength: pageBytes(page), item: (index) => tiffPage(page, index) })
    return join([bytes(head), pages, noise(key, length - head.length - pages.length)])
  },
}
