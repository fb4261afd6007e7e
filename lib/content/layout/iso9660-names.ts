/** How one hierarchy of a volume spells its names and texts. */
export interface IsoNaming {
  /** The escape sequences that announce its characters, in the volume descriptor. */
  readonly escapes: Uint8Array
  /** The identifier of a file or folder; `taken` are those of its neighbours. */
  identifier(name: string, isFolder: boolean, taken: ReadonlySet<string>): string
  /** A text of a descriptor in a field of `length` bytes. */
  field(text: string, length: number): Uint8Array
  encode(identifier: string): Uint8Array
}

const version = ';1'
const longestPrimary = 30
const longestExtension = 8
// Joliet has 64 characters, the version among them.
const longestJoliet = 62

/** ISO 9660, interchange level 2: up to 31 capital letters, digits and underscores. */
export const primaryNaming: IsoNaming = {
  escapes: new Uint8Array(),
  identifier(name, isFolder, taken) {
    const dot = isFolder ? -1 : name.lastIndexOf('.')
    const stem = capitals(dot > 0 ? name.slice(0, dot) : name)
    const extension = dot > 0 ? capitals(name.slice(dot + 1)).slice(0, longestExtension) : ''
    const longest = longestPrimary - extension.length
    for (let number = 0; ; number++) {
      const mark = number === 0 ? '' : `${number}`
      const identifier = `${stem.slice(0, longest - mark.length)}${mark}${isFolder ? '' : `.${extension}${version}`}`
      if (!taken.has(identifier)) return identifier
    }
  },
  field: (text, length) => new TextEncoder().encode(capitals(text).slice(0, length).padEnd(length)),
  encode: (identifier) => new TextEncoder().encode(identifier),
}

/** Joliet, level 3: names as they are, in big-endian UCS-2; neighbours differ in their first 62 units. */
export const jolietNaming: IsoNaming = {
  escapes: new TextEncoder().encode('%/E'),
  identifier: (name, isFolder) => `${permitted(name).slice(0, longestJoliet)}${isFolder ? '' : version}`,
  field(text, length) {
    const field = new Uint8Array(length)
    const letters = Math.floor(length / 2)
    field.set(bigEndian(permitted(text).slice(0, letters).padEnd(letters)))
    return field
  },
  encode: bigEndian,
}

function capitals(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9_]/g, '_')
}

// Joliet has all but these.
function permitted(text: string): string {
  return text.replace(/[*/:;?\\]/g, '_')
}

function bigEndian(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < text.length; at++) view.setUint16(2 * at, text.charCodeAt(at))
  return bytes
}
