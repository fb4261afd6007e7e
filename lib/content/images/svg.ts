import { hashString } from '@/lib/util/random'
import type { ContentGenerator } from '../generator'
import { shortText } from '../layout/short-text'
import { xmlText } from '../layout/xml'
import { bytes, utf8 } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import { Landscape, layers } from './landscapes/landscape'
import { dotBytes, dots } from './svg-dots'

const width = 1600
const height = 1200
const opening = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">\n`
const closing = '</svg>\n'
const groupOpening = '<g fill-opacity=".8">\n'
const groupClosing = '</g>\n'
const longestTitle = 200

/**
 * SVG: a landscape of plain shapes, over which its colours are dotted as a pointillist would: the longer the file, the more
 * and the finer the dots. Spaces fill the rest.
 */
export const svg: ContentGenerator = {
  name: 'SVG',
  version: 1,
  extensions: ['svg'],
  smallestBytes: opening.length + graded('s', '#000000', '#000000', rectangle('s')).length + closing.length,
  fallback: 'prose',
  open({ path, length, seed, torrent }) {
    const key = `svg\n${seed}\n${path}`
    const picture = new Landscape({ seed: key, width, height, shade: 0 })
    const title = xmlText(shortText(torrent.name, longestTitle))
    const about = `<title>${title}</title>\n<desc>${xmlText(shortText(path, longestTitle))}</desc>\n`
    const [sky, ...others] = shapesOf(picture)
    const room = length - closing.length
    let begun = bytes(encode(opening + sky))
    // What there is room for, in the order of painting; the title is the first in the file.
    let drawing = sky!
    for (const [place, text] of [about, ...others].entries()) {
      const more = place === 0 ? text + drawing : drawing + text
      const content = encode(opening + more)
      if (content.length > room) continue
      begun = bytes(content)
      drawing = more
    }
    const count = Math.max(0, Math.floor((room - begun.length - groupOpening.length - groupClosing.length) / dotBytes))
    const group = count === 0 ? [] : [utf8(groupOpening), dots(picture, count, hashString(key)[0]), utf8(groupClosing)]
    const whole = join([begun, ...group])
    return join([whole, fill(room - whole.length, 0x20), utf8(closing)])
  },
}

function shapesOf(picture: Landscape): string[] {
  const { sunX, sunY, radii, ridges } = picture
  const dawn = graded('s', colour(picture, 0, 0), colour(picture, 0, (height * 7) / 10), rectangle('s'))
  const discs = radii.map(
    (radius, disc) => `<circle cx="${sunX}" cy="${sunY}" r="${radius}" fill="${colour(picture, 1 + disc, sunY)}"/>\n`,
  )
  const ranges = ridges.map((line, range) => {
    const top = line.reduce((least, row) => Math.min(least, row), height)
    const id = 'abc'[range]!
    const path = `<path d="${outline(line, range === 2 ? 4 : 10)}" fill="url(#${id})"/>\n`
    return graded(id, colour(picture, 4 + range, top), colour(picture, 4 + range, height - 1), path)
  })
  return [dawn, discs.join(''), ...ranges]
}

function rectangle(id: string): string {
  return `<rect width="${width}" height="${height}" fill="url(#${id})"/>\n`
}

// A shape after the gradient that it is filled with.
function graded(id: string, from: string, to: string, shape: string): string {
  const stops = `<stop stop-color="${from}"/><stop offset=".7" stop-color="${to}"/>`
  return `<linearGradient id="${id}" x2="0" y2="1">${stops}</linearGradient>\n${shape}`
}

function outline(line: Uint16Array, step: number): string {
  let points = `M0 ${height}L0 ${line[0]!}`
  for (let x = step; x < width; x += step) points += ` ${x} ${line[x]!}`
  return `${points} ${width} ${line[width - 1]!} ${width} ${height}z`
}

function colour(picture: Landscape, layer: number, row: number): string {
  const colours = new Uint8Array(3 * layers)
  picture.colourRow(row, colours)
  return `#${Buffer.from(colours.subarray(3 * layer, 3 * layer + 3)).toString('hex')}`
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
