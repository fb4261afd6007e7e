import { readFile } from 'node:fs/promises'
import { accepted, type Check, type Checks, type JudgedFile } from '../check'

interface Shown {
  readonly codec: string
  readonly width: number
  readonly height: number
}

/** What a pixel takes of the longest files, in bytes: at least and at most. Short files have more beside their pixels. */
type Density = readonly [number, number]

const decodes: Check = {
  program: 'ffmpeg',
  shows: 'decodes every picture without a message',
  async judge({ file }) {
    await accepted('ffmpeg', ['-nostdin', '-v', 'error', '-xerror', '-i', file, '-f', 'null', '-'])
  },
}

function shows(codec: string, [least, most]: Density): Check {
  return {
    program: 'ffprobe',
    shows: `a picture in ${codec}, of as many pixels as the length lets expect`,
    async judge(judged) {
      const shown = await probe(judged)
      if (shown.codec !== codec) throw new Error(`${judged.file}: ${shown.codec} instead of ${codec}`)
      const density = judged.length / (shown.width * shown.height)
      // Frames, directories and texts weigh on small files.
      if (judged.length > 20_000 && (density < least || density > most)) {
        throw new Error(`${judged.file}: ${shown.width} by ${shown.height}, ${density} bytes a pixel`)
      }
      if (shown.width / shown.height > 5) throw new Error(`${judged.file}: ${shown.width} by ${shown.height}`)
    },
  }
}

async function probe({ file }: JudgedFile): Promise<Shown> {
  const args = ['-v', 'error', '-show_entries', 'stream=codec_name,width,height', '-of', 'json', file]
  const { streams } = JSON.parse(await accepted('ffprobe', args)) as {
    streams: readonly { codec_name: string; width: number; height: number }[]
  }
  if (streams.length !== 1) throw new Error(`${file}: ${streams.length} streams`)
  const { codec_name: codec, width, height } = streams[0]!
  return { codec, width, height }
}

const moves: Check = {
  program: 'ffprobe',
  shows: '25 pictures a second; the more of them, the longer the file',
  async judge({ file, length }) {
    const entries = 'stream=width,height,r_frame_rate,nb_read_packets'
    const args = ['-v', 'error', '-count_packets', '-show_entries', entries, '-of', 'json', file]
    const { streams } = JSON.parse(await accepted('ffprobe', args)) as {
      streams: readonly { width: number; height: number; r_frame_rate: string; nb_read_packets: string }[]
    }
    const { width, height, r_frame_rate: rate, nb_read_packets: packets } = streams[0]!
    const count = Number(packets)
    const expected = length / (width * height)
    if (count < 1 || count > expected || (length > 100_000 && count < 0.9 * expected)) {
      throw new Error(`${file}: ${count} pictures of ${width} by ${height}`)
    }
    // Of a few pictures, the rate is guessed.
    if (count > 10 && rate !== '25/1') throw new Error(`${file}: ${rate} pictures a second`)
  },
}

const wellFormed: Check = {
  program: 'xmllint',
  shows: 'well-formed XML',
  async judge({ file }) {
    await accepted('xmllint', ['--noout', file])
  },
}

const drawn: Check = {
  program: 'parser',
  shows: 'an SVG document of shapes, more of them in a longer file',
  async judge({ file, length }) {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file))
    if (!text.startsWith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 1200">\n')) {
      throw new Error(`${file} begins with ${text.slice(0, 80)}`)
    }
    if (!text.endsWith('</svg>\n')) throw new Error(`${file} ends with ${text.slice(-40)}`)
    const shapes = text.match(/<(rect|circle|path) /g)?.length ?? 0
    if (shapes < 1 || shapes < (length - 10_000) / 60) throw new Error(`${file}: ${shapes} shapes`)
  },
}

const jpeg = [shows('mjpeg', [0.2, 0.7]), decodes]
const tiff = [shows('tiff', [3, 3.3]), decodes]

export const images: Checks = {
  jpg: jpeg,
  jpeg,
  png: [shows('png', [3, 3.3]), decodes],
  gif: [moves, decodes],
  webp: [shows('webp', [3, 3.3]), decodes],
  bmp: [shows('bmp', [3, 3.3]), decodes],
  tif: tiff,
  tiff,
  svg: [wellFormed, drawn],
}
