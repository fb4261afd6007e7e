import { ByteWriter } from '../layout/byte-writer'

/** An Exif block (CIPA DC-008) that names a picture: what a JPEG has in its APP1 segment, behind six bytes of `Exif\0\0`. */
export function exif(description: string): Uint8Array {
  return new ByteWriter().utf8('Exif\0\0').bytes(exifDirectory(description)).done()
}

/** The block alone, a small TIFF file, as WebP has it. */
export function exifDirectory(description: string): Uint8Array {
  const text = new ByteWriter().utf8(description).zeros(1).done()
  // A text of up to four bytes stands in the entry.
  const inPlace = text.length <= 4
  const entry = new ByteWriter().u16(0x010e).u16(2).u32(text.length)
  if (inPlace) entry.bytes(text).zeros(4 - text.length)
  else entry.u32(26)
  const directory = new ByteWriter().utf8('II').u16(42).u32(8).u16(1).bytes(entry.done()).u32(0)
  return inPlace ? directory.done() : directory.bytes(text).done()
}
