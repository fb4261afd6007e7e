import { Random } from '@/lib/util/random'
import { type Colour, type Palette, palettes } from '../images/landscapes/palettes'
import type { Part } from '../parts/part'
import type { PictureSize } from './picture-size'

const layers = 5
const octaves = 3
const noiseSize = 256
const channels = 3

// In heights: the most that is seen of a range of hills below its ridge, and of the sky. Follows from `ridgeOf`.
const shadedHeight = 0.44
const skyHeight = 0.5

/**
 * Hills behind hills and a sun above them, drawn from the seed: pixels of three bytes (red, green, blue), column by column
 * from the left, each from its top to its bottom. A column is a few runs out of ready shades, so it costs little more than
 * a copy. Keeps some kilobytes: seven bytes for each pixel of the height.
 */
export class Panorama implements Part {
  readonly length: number
  private readonly sky: Uint8Array
  private readonly glow: Uint8Array
  private readonly shades: readonly Uint8Array[]
  private readonly noise = new Float64Array(noiseSize)
  /** Of each octave of each layer: where in the noise it begins. */
  private readonly phases: readonly number[]
  private readonly sun: { readonly x: number; readonly y: number; readonly radius: number }
  private readonly ridges = new Float64Array(layers + 1)

  constructor(
    seed: string,
    private readonly size: PictureSize,
  ) {
    const { width, height } = size
    this.length = width * height * channels
    const random = new Random(seed)
    const palette = random.pick(palettes)
    for (let index = 0; index < noiseSize; index++) this.noise[index] = random.fraction()
    this.phases = Array.from({ length: layers * octaves }, () => random.between(0, noiseSize))
    this.sun = {
      x: width * random.between(0.15, 0.85),
      y: height * random.between(0.14, 0.36),
      radius: height * random.between(0.05, 0.11),
    }
    const skyPixels = Math.ceil(height * skyHeight) + 2
    this.sky = ramp(palette.zenith, palette.horizon, skyPixels)
    this.glow = ramp(palette.sun, mixed(palette.sun, palette.horizon, 0.35), skyPixels)
    this.shades = Array.from({ length: layers }, (_, layer) => {
      const color = hillColour(palette.hills, layer / (layers - 1))
      return ramp(color, mixed(color, palette.mist, 0.5 - layer * 0.09), Math.ceil(height * shadedHeight) + 2)
    })
  }

  read(offset: number, target: Uint8Array): void {
    const columnBytes = this.size.height * channels
    let column = Math.floor(offset / columnBytes)
    let at = column * columnBytes - offset
    for (; at < target.length; column++, at += columnBytes) this.drawColumn(column, target, at)
  }

  // Draws those bytes of a column that lie within the target; the column begins at `at`, which may be before it.
  private drawColumn(column: number, target: Uint8Array, at: number): void {
    const { height } = this.size
    const ridges = this.ridges
    let bottom = height
    ridges[layers] = height
    for (let layer = layers - 1; layer >= 0; layer--) {
      bottom = Math.min(bottom, this.ridgeOf(layer, column))
      ridges[layer] = bottom
    }
    this.drawSky(column, Math.ceil(bottom), target, at)
    for (let layer = 0; layer < layers; layer++) {
      const from = ridges[layer]!
      const top = Math.floor(from)
      const end = Math.min(height, Math.ceil(ridges[layer + 1]!))
      if (top >= end || from === ridges[layer + 1]) continue
      const shade = this.shades[layer]!
      soften(shade, target, at, top, 1 - (from - top), 0)
      lay(shade, target, at, top + 1, end, 1)
    }
  }

  private drawSky(column: number, end: number, target: Uint8Array, at: number): void {
    const { x, y, radius } = this.sun
    const aside = column + 0.5 - x
    const half = aside * aside < radius * radius ? Math.sqrt(radius * radius - aside * aside) : 0
    const from = Math.min(end, Math.floor(y - half))
    const to = Math.min(end, Math.floor(y + half))
    lay(this.sky, target, at, 0, half === 0 ? end : from, 0)
    if (half === 0) return
    lay(this.glow, target, at, from, to, from)
    lay(this.sky, target, at, to, end, to)
    if (from < end) soften(this.sky, target, at, from, y - half - from)
    if (to < end) soften(this.glow, target, at, to, y + half - to)
  }

  // In pixels from the top; nearer hills lie lower and roll slower.
  private ridgeOf(layer: number, column: number): number {
    const { width, height } = this.size
    const place = column / width
    let sum = 0
    let weight = 0.55
    let frequency = 5 - layer * 0.6
    for (let octave = 0; octave < octaves; octave++) {
      sum += weight * this.noiseAt(place * frequency + this.phases[layer * octaves + octave]!)
      weight *= 0.42
      frequency *= 2.6
    }
    return height * (0.34 + layer * 0.135 + (sum - 0.45) * (0.34 - layer * 0.03))
  }

  private noiseAt(x: number): number {
    const whole = Math.floor(x)
    const part = x - whole
    const from = this.noise[whole & (noiseSize - 1)]!
    const to = this.noise[(whole + 1) & (noiseSize - 1)]!
    return from + (to - from) * part * part * (3 - 2 * part)
  }
}

// From the furthest hills to the nearest.
function hillColour([far, middle, near]: Palette['hills'], place: number): Colour {
  return place < 0.5 ? mixed(far, middle, 2 * place) : mixed(middle, near, 2 * place - 1)
}

function mixed(one: Colour, other: Colour, part: number): Colour {
  const channel = (index: 0 | 1 | 2) => one[index] + (other[index] - one[index]) * part
  return [channel(0), channel(1), channel(2)]
}

function ramp(from: Colour, to: Colour, pixels: number): Uint8Array {
  const shades = new Uint8Array(pixels * channels)
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < channels; channel++) {
      const start = from[channel]!
      shades[pixel * channels + channel] = Math.round(start + ((to[channel]! - start) * pixel) / pixels)
    }
  }
  return shades
}

// Copies the pixels of a column from `from` to `end` out of a ramp, `skip` pixels into it.
function lay(shades: Uint8Array, target: Uint8Array, at: number, from: number, end: number, skip: number): void {
  const begin = Math.max(0, at + from * channels)
  const stop = Math.min(target.length, at + end * channels)
  if (begin >= stop) return
  const source = begin - at - (from - skip) * channels
  target.set(shades.subarray(source, source + stop - begin), begin)
}

// The pixel that an edge cuts through: so much of it is of the shade, the rest of what was laid there.
function soften(shades: Uint8Array, target: Uint8Array, at: number, pixel: number, part: number, skip = pixel): void {
  for (let channel = 0; channel < channels; channel++) {
    const place = at + pixel * channels + channel
    if (place < 0 || place >= target.length) continue
    const shade = shades[skip * channels + channel]!
    target[place] = Math.round(target[place]! * (1 - part) + shade * part)
  }
}
