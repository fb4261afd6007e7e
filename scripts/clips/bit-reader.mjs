/** Reads the bits of an H.264 unit without its emulation prevention (ISO/IEC 14496-10, 7.2 and 9.1). */
export class BitReader {
  constructor(bytes) {
    this.bytes = bytes
    this.at = 0
  }

  u(count) {
    let value = 0
    for (let bit = 0; bit < count; bit++, this.at++) {
      value = value * 2 + ((this.bytes[this.at >> 3] >> (7 - (this.at & 7))) & 1)
    }
    return value
  }

  ue() {
    let zeros = 0
    while (this.u(1) === 0) zeros++
    return 2 ** zeros - 1 + this.u(zeros)
  }

  se() {
    const code = this.ue()
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2
  }
}
