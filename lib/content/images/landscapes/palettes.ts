/** Red, green, blue; 0 to 255 each. */
export type Colour = readonly [number, number, number]

/** The colours of a landscape. No channel of the sky and the sun is below 24, so that the sky can be shaded by it. */
export interface Palette {
  readonly zenith: Colour
  readonly horizon: Colour
  readonly sun: Colour
  /** From the furthest to the nearest. */
  readonly hills: readonly [Colour, Colour, Colour]
  /** What lies in the valleys. */
  readonly mist: Colour
}

export const palettes: readonly Palette[] = [
  // Dawn over blue hills.
  palette('5a6fa8 f7b98b fff0cf 8a86b4 5a5f92 2c3157 e7b3a4'),
  // Noon in the mountains.
  palette('3f8fd6 cfe9f7 fffbe0 86a9c4 5d8f7a 2f5d45 d6e9ee'),
  // Red evening.
  palette('6b2a5b ff9a5a ffe08a b0505f 6f2f52 331a38 f08a64'),
  // Green morning.
  palette('4fa39a e9f3c4 fff8d2 86b89a 4f8a6c 245043 d3e6b8'),
  // Violet dusk.
  palette('3a3272 d78fc0 ffd9e2 7d62a8 4d3f86 251f4f bd86bd'),
  // Desert.
  palette('7fb4c9 f9dfae fff3c9 d59a68 ae6a45 67392c f1cd9c'),
  // Moonlight.
  palette('1c2a52 5f83b0 f3f0dc 3d5a86 263d66 121d38 5c7fa8'),
  // Arctic.
  palette('6f9fc8 f3e4ea fff6f0 a9c4dc 7095b8 3a5a80 e3e4ee'),
]

/** What lies `amount` of the `whole` way from one value to another, rounded down after `rounding` was added. */
export function mix(from: number, to: number, amount: number, whole: number, rounding = 0): number {
  return Math.floor((from * (whole - amount) + to * amount) / whole + rounding)
}

/** The palette between two, `amount` of the `whole` way. */
export function blended(from: Palette, to: Palette, amount: number, whole: number): Palette {
  const between = (one: Colour, other: Colour): Colour => [
    mix(one[0], other[0], amount, whole),
    mix(one[1], other[1], amount, whole),
    mix(one[2], other[2], amount, whole),
  ]
  return {
    zenith: between(from.zenith, to.zenith),
    horizon: between(from.horizon, to.horizon),
    sun: between(from.sun, to.sun),
    hills: [
      between(from.hills[0], to.hills[0]),
      between(from.hills[1], to.hills[1]),
      between(from.hills[2], to.hills[2]),
    ],
    mist: between(from.mist, to.mist),
  }
}

/** A palette whose colours have their channels in another order. */
export function ordered(
  { zenith, horizon, sun, hills, mist }: Palette,
  order: readonly [number, number, number],
): Palette {
  const turned = (colour: Colour): Colour => [colour[order[0]]!, colour[order[1]]!, colour[order[2]]!]
  return {
    zenith: turned(zenith),
    horizon: turned(horizon),
    sun: turned(sun),
    hills: [turned(hills[0]), turned(hills[1]), turned(hills[2])],
    mist: turned(mist),
  }
}

function palette(hex: string): Palette {
  const [zenith, horizon, sun, far, middle, near, mist] = hex.split(' ').map(colour)
  return { zenith: zenith!, horizon: horizon!, sun: sun!, hills: [far!, middle!, near!], mist: mist! }
}

function colour(hex: string): Colour {
  const value = Number.parseInt(hex, 16)
  return [value >>> 16, (value >>> 8) & 0xff, value & 0xff]
}
