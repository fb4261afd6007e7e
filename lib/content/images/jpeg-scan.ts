import { hashString } from '@/lib/util/random'
import { noise } from '../parts/noise'
import type { Part } from '../parts/part'
import { differenceCodes, endOfBlock, slopeBytes, steepest, widestDifference } from './jpeg-codes'
import { type Glow, lights } from './landscapes/glow'
import { raster } from './raster'

export interface Density {
  /** Of the brightness and of the two colours of a block: how many bytes of grain each has, 1 to 8. */
  readonly grain: readonly [number, number, number]
  /** What coefficients are multiples of, in eighths of a sample: those of the grain in brightness, and of the slopes. */
  readonly grainStep: number
  readonly slopeStep: number
}

/** Two bytes for the difference of the means, one for each slope. */
const meanBytes = 4
/** What the first cosine of the DCT makes of samples that grow by one from a block to the next, in eighths of a sample. */
const cosinePerGrowth = -2.2777
const poolBytes = 65_536

/** How many bytes a block of 8 by 8 pixels takes. */
export function blockBytes({ grain }: Density): number {
  return 3 * meanBytes + grain[0] + grain[1] + grain[2]
}

/**
 * The entropy-coded rows of blocks, each of one length and without a byte of 0xFF, with the tables of `jpeg-codes`. In
 * front of each row lie two bytes: a restart marker, or the last two of the scan's header.
 */
export function jpegScan(glow: Glow, density: Density, seed: string): Part {
  const writer = new BlockWriter(glow, density, hashString(seed)[0])
  return raster({
    columns: glow.columns,
    rows: glow.rows,
    cellBytes: blockBytes(density),
    leadBytes: 2,
    writeLead(row, target, at) {
      target[at] = row === 0 ? 63 : 0xff
      target[at + 1] = row === 0 ? 0 : 0xd0 + ((row - 1) & 7)
    },
    paint: (row, from, to, target, at) => writer.write(row, from, to, target, at),
  })
}

class BlockWriter {
  private readonly weights = new Float64Array(2 + 2 * lights)
  private readonly blockBytes: number

  constructor(
    private readonly glow: Glow,
    private readonly density: Density,
    private readonly key: number,
  ) {
    this.blockBytes = blockBytes(density)
  }

  write(row: number, from: number, to: number, target: Uint8Array, at: number): void {
    const { grain } = this.density
    this.scatterGrain(row, from, to, target, at)
    let place = at
    for (let plane = 0; plane < 3; plane++) {
      this.glow.weigh(row, plane, this.weights)
      this.writePlane(from, to, target, place, grain[plane]!)
      place += meanBytes + grain[plane]!
    }
  }

  // Grain everywhere; what is not grain is written over it.
  private scatterGrain(row: number, from: number, to: number, target: Uint8Array, at: number): void {
    const { pool } = shared()
    const end = at + (to - from) * this.blockBytes
    let grainAt = ((Math.imul(row + this.key, 0x9e3779b1) >>> 16) + from * this.blockBytes) % pool.length
    for (let place = at; place < end; grainAt = 0) {
      const count = Math.min(end - place, pool.length - grainAt)
      target.set(pool.subarray(grainAt, grainAt + count), place)
      place += count
    }
  }

  // Of one plane: the means, the slopes and the ends of its blocks, the first of which begins at `at`.
  private writePlane(from: number, to: number, target: Uint8Array, at: number, grainBytes: number): void {
    const { weights, blockBytes } = this
    const { across, acrossGrowth } = this.glow
    const { codes, slopes } = shared()
    const coefficients = cosinePerGrowth / this.density.slopeStep
    const air = weights[0]!
    const airGrowth = weights[1]!
    const first = weights[2]!
    const firstGrowth = weights[3]!
    const second = weights[4]!
    const secondGrowth = weights[5]!
    const third = weights[6]!
    const thirdGrowth = weights[7]!
    const lightCount = lights
    const firstCode = widestDifference
    const firstSlope = steepest
    const blockEnd = endOfBlock
    const endAt = meanBytes + grainBytes - 1
    // A row's first block differs from the middle; any other one from the block before it.
    let previous = 0
    if (from > 0) {
      const light = lightCount * (from - 1)
      previous = meanOf(air + first * across[light]! + second * across[light + 1]! + third * across[light + 2]!)
    }
    for (let column = from, place = at; column < to; column++, place += blockBytes) {
      const light = lightCount * column
      const a = across[light]!
      const b = across[light + 1]!
      const c = across[light + 2]!
      const mean = meanOf(air + first * a + second * b + third * c)
      const code = codes[mean - previous + firstCode]!
      previous = mean
      target[place] = code >>> 8
      target[place + 1] = code
      const right = first * acrossGrowth[light]! + second * acrossGrowth[light + 1]! + third * acrossGrowth[light + 2]!
      const below = airGrowth + firstGrowth * a + secondGrowth * b + thirdGrowth * c
      const chance = target[place + 2]!
      target[place + 2] = slopes[slopeOf(right * coefficients, chance & 1, firstSlope) + firstSlope]!
      target[place + 3] = slopes[slopeOf(below * coefficients, chance & 2, firstSlope) + firstSlope]!
      target[place + endAt] = (target[place + endAt]! & 0x70) | blockEnd
    }
  }
}

function meanOf(value: number): number {
  // In steps of half a sample from the middle, as far as a row's first block may go.
  const farthestMean = 250
  const mean = Math.floor(2 * value - 255.5)
  return Math.max(-farthestMean, Math.min(farthestMean, mean))
}

// Where there is next to no slope, chance says to which side it goes: on average, to none.
function slopeOf(coefficient: number, chance: number, most: number): number {
  const slope = Math.floor(coefficient + 0.5)
  if (slope > -2 && slope < 2) return chance === 0 ? -2 : 2
  return Math.max(-most, Math.min(most, slope))
}

interface Tables {
  readonly codes: Uint16Array
  readonly slopes: Uint8Array
  /** Bytes of grain: two coefficients each. */
  readonly pool: Uint8Array
}

let tables: Tables | undefined

function shared(): Tables {
  if (tables === undefined) {
    const pool = new Uint8Array(poolBytes)
    noise('film grain', pool.length).read(0, pool)
    // A code that begins with 0, and the sign.
    for (let at = 0; at < pool.length; at++) pool[at]! &= 0x77
    tables = { codes: differenceCodes(), slopes: slopeBytes(), pool }
  }
  return tables
}
