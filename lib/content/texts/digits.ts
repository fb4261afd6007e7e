const zero = 0x30

/** Writes the last `length` decimal digits of a number. */
export function putDecimal(value: number, length: number, block: Uint8Array, at: number): void {
  let rest = value
  let place = at + length - 1
  while (rest > 0x3fff_ffff && place >= at) {
    const next = Math.floor(rest / 10)
    block[place--] = zero + (rest - next * 10)
    rest = next
  }
  // Small integers are divided much faster.
  for (let small = rest | 0; place >= at; place--) {
    const next = (small / 10) | 0
    block[place] = zero + small - next * 10
    small = next
  }
}

/** An integer with a mark between every three digits. */
export function grouped(value: number, mark: string): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, mark)
}
