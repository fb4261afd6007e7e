import { families, openContent } from '@/lib/content'
import type { ContentGenerator, ContentRequest } from '@/lib/content/generator'
import type { Part } from '@/lib/content/parts/part'
import type { Bench, Figure } from './figure'
import { median } from './statistics'

const windowBytes = 64 * 1024
const sustainedBytes = 10 ** 9
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
    const noise = sustained('bin')
    return Object.values(families).flatMap((family) => family.flatMap((generator) => figuresOf(generator, noise)))
  },
}

function figuresOf(generator: ContentGenerator, noise: number): Figure[] {
  const { name, extensions } = generator
  return (extensions.length === 0 ? ['bin'] : extensions).flatMap((extension) => {
    const atLeast = name === 'noise' ? leastNoiseMbPerS : leastMbPerS
    const value = sustained(extension)
    const { far, opened } = farMs(extension)
    return [
      {
        name: `.${extension}, sustained`,
        value,
        unit: 'MB/s',
        target: { atLeast },
        note: `${(value / noise).toFixed(2)} of noise before`,
      },
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

function sustained(extension: string): number {
  const part = open(extension, sustainedBytes)
  const window = new Uint8Array(windowBytes)
  readOn(part, window, 0, sustainedMs / 4)
  const { bytes, ms } = readOn(part, window, sustainedBytes / 2, sustainedMs)
  return bytes / 1000 / ms
}

function readOn(part: Part, window: Uint8Array, from: number, forMs: number): { bytes: number; ms: number } {
  const startedMs = performance.now()
  let at = from
  let ms = 0
  while (ms < forMs && at + windowBytes <= part.length) {
    part.read(at, window)
    at += windowBytes
    ms = performance.now() - startedMs
  }
  return { bytes: at - from, ms }
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
