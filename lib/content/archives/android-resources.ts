import { ByteWriter } from '../layout/byte-writer'
import { androidChunk, chunkType, stringPool, valueType, writeValue } from './android-chunks'

const packageId = 0x7f
const nameUnits = 128
const configBytes = 64
const headBytes = 8
const longestLabel = 200

/** The id of the only resource: `@string/app_name`. */
export const labelId = 0x7f01_0000

/** resources.arsc: the application's label, for every configuration. */
export function androidResources(packageName: string, label: string): Uint8Array {
  const typeNames = stringPool(['string'])
  const keyNames = stringPool(['app_name'])
  const header = new ByteWriter().u32(packageId)
  for (let at = 0; at < nameUnits; at++) header.u16(packageName.charCodeAt(at) || 0)
  const typesAt = headBytes + header.length + 5 * 4
  header
    .u32(typesAt)
    .u32(1)
    .u32(typesAt + typeNames.length)
    .u32(1)
    .u32(0)

  const flags = androidChunk(chunkType.entryFlags, new ByteWriter().u8(1).zeros(3).u32(1).done(), new Uint8Array(4))
  const entriesAt = headBytes + 12 + configBytes + 4
  const entriesHeader = new ByteWriter()
    .u8(1)
    .zeros(3)
    .u32(1)
    .u32(entriesAt)
    .u32(configBytes)
    .zeros(configBytes - 4)
  const entry = writeValue(new ByteWriter().u32(0).u16(8).u16(0).u32(0), valueType.string, 0)
  const entries = androidChunk(chunkType.entries, entriesHeader.done(), entry.done())

  const body = new ByteWriter().bytes(typeNames).bytes(keyNames).bytes(flags).bytes(entries).done()
  const strings = stringPool([label.slice(0, longestLabel)])
  const whole = new ByteWriter()
    .bytes(strings)
    .bytes(androidChunk(chunkType.package, header.done(), body))
    .done()
  return androidChunk(chunkType.table, new ByteWriter().u32(1).done(), whole)
}
