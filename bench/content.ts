import { families, openContent } from '@/lib/content'
import type { ContentGenerator, ContentRequest } from '@/lib/content/generator'
import type { Part } from '@/lib/content/parts/part'
import type { Bench, Figure } from './figure'
import { median } from './statistics'

const windowBytes = 64 * 1024
/** A file of everyday size, read over and over, and a long one. */
const sustainedBytes = { '50 MB': 50_000_000, '1 GB': 10 ** 9 }
const sustainedMs = 400
const farBytes = 10 ** 11
const farWindowBytes = 1024 * 1024
const farWindows = 9
const leastMbPerS = 400
const leastNoiseMbPerS = 1000

/** How fast each format is made up, on one core: all of it in windows, and one window of a file of 100 GB. */
export const content: Bench = {
  name: 'content',
  async run() {
    const noise = sustained('bin', sustainedBytes['1 GB'])
    return Object.values(families).flatMap((family) => family.flatMap((generator) => figuresOf(generator, noise)))
  },
}

function figuresOf(generator: ContentGenerator, noise: number): Figure[] {
  const { name, extensions } = generator
  return (extensions.length === 0 ? ['bin'] : extensions).flatMap((extension) => {
    const atLeast = name === 'noise' ? leastNoiseMbPerS : leastMbPerS
    const { far, opened } = farMs(extension)
    const speeds = Object.entries(sustainedBytes).map(([size, length]) => {
      const value = sustained(extension, length)
      const note = `${(value / noise).toFixed(2)} of noise before`
      return { name: `.${extension}, ${size} read`, value, unit: 'MB/s', target: { atLeast }, note }
    })
    return [
      ...speeds,
      {
        name: `.${extension}, opened and 1 MiB of 100 GB read`,
        value: far,
        unit: 'ms',
        target: { atMost: 5 },
        note: `median of ${farWindows}; opening alone ${opened.toFixed(2)} ms`,
      },
    ]
  })
}

function sustained(extension: string, length: number): number {
  const part = open(extension, length)
  const window = new Uint8Array(windowBytes)
  readFor(part, window, sustainedMs / 4)
  const { bytes, ms } = readFor(part, window, sustainedMs)
  return bytes / 1000 / ms
}

// Time is looked at once in sixteen windows.
function readFor(part: Part, window: Uint8Array, forMs: number): { bytes: number; ms: number } {
  const startedMs = performance.now()
  const end = part.length - windowBytes
  let bytes = 0
  let at = 0
  let ms = 0
  while (ms < forMs) {
    for (let count = 0; count < 16; count++) {
      part.read(at, window)
      at = at + windowBytes > end ? 0 : at + windowBytes
      bytes += windowBytes
    }
    ms = performance.now() - startedMs
  }
  return { bytes, ms }
}

function farMs(extension: string): { far: number; opened: number } {
  const window = new Uint8Array(farWindowBytes)
  const samples = Array.from({ length: farWindows }, (_, index) => {
    const startedMs = performance.now()
    const part = open(extension, farBytes)
    const opened = performance.now() - startedMs
    // Places that share no pattern with the layout: multiples of the golden ratio.
    part.read(Math.floor(((index * 0.618) % 1) * (farBytes - farWindowBytes)), window)
    return { far: performance.now() - startedMs, opened }
  })
  return { far: median(samples.map(({ far }) => far)), opened: median(samples.map(({ opened }) => opened)) }
}

function open(extension: string, length: number): Part {
  const path = `file.${extension}`
  const request: ContentRequest = {
    path,
    length,
    seed: 'bench',
    torrent: { name: 'The bench', files: [{ path, length }] },
  }
  return openContent(request)
}
