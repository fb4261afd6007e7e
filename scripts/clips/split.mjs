/** The NAL units of an H.264 byte stream, without start codes (ISO/IEC 14496-10, annex B). */
export function nalUnitsOf(stream) {
  return startsOf(stream).map(({ at, next }) => {
    let end = next
    while (stream[end - 1] === 0) end--
    return stream.subarray(at + 3, end)
  })
}

/** The header of an MPEG-4 part 2 stream, and its pictures with all that is put before each (ISO/IEC 14496-2). */
export function vopsOf(stream) {
  const [groupStart, vopStart] = [0xb3, 0xb6]
  const starts = startsOf(stream).map(({ at }) => ({ at, code: stream[at + 3] }))
  const begins = starts
    .filter(({ code }, index) => code === groupStart || (code === vopStart && starts[index - 1]?.code !== groupStart))
    .map(({ at }) => at)
  return {
    header: stream.subarray(0, begins[0]),
    packets: begins.map((begin, index) => stream.subarray(begin, begins[index + 1])),
  }
}

// Where 00 00 01 stands, and where the next does.
function startsOf(stream) {
  const code = Buffer.of(0, 0, 1)
  const places = []
  for (let at = stream.indexOf(code); at !== -1; at = stream.indexOf(code, at + 3)) places.push(at)
  return places.map((at, index) => ({ at, next: places[index + 1] ?? stream.length }))
}

/** The frames of an IVF file. */
export function ivfFramesOf(file) {
  const frames = []
  for (let at = file.readUInt16LE(6); at < file.length; at += 12 + file.readUInt32LE(at)) {
    frames.push(file.subarray(at + 12, at + 12 + file.readUInt32LE(at)))
  }
  return frames
}

/** The raw blocks of an ADTS stream without checksums (ISO/IEC 14496-3, 1.A.2). */
export function adtsFramesOf(stream) {
  const frames = []
  const headerLength = 7
  for (let at = 0; at < stream.length; ) {
    const length = (stream.readUInt32BE(at + 3) >>> 13) & 0x1fff
    frames.push(stream.subarray(at + headerLength, at + length))
    at += length
  }
  return frames
}

/** The packets of an Ogg file with one stream (RFC 3533). */
export function oggPacketsOf(file) {
  const packets = []
  let parts = []
  for (let at = 0; at < file.length; ) {
    const laces = file.subarray(at + 27, at + 27 + file[at + 26])
    at += 27 + laces.length
    for (const lace of laces) {
      parts.push(file.subarray(at, at + lace))
      at += lace
      if (lace === 255) continue
      packets.push(Buffer.concat(parts))
      parts = []
    }
  }
  return packets
}
