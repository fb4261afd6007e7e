import { ByteWriter } from '../layout/byte-writer'
import { androidChunk, chunkType, nothing, stringPool, valueType, writeValue } from './android-chunks'

const namespace = 'http://schemas.android.com/apk/res/android'
/** Attributes by their ids, in whose order they stand. */
const attributeIds = { label: 0x01010001, minSdkVersion: 0x0101020c, versionCode: 0x0101021b, versionName: 0x0101021c }
const attributeNames = Object.keys(attributeIds)

interface Attribute {
  readonly name: string
  readonly type: number
  /** Of a string, its text. */
  readonly value: number | string
}

/** AndroidManifest.xml, in binary: a package with a version, and an application whose label is a resource. */
export function androidManifest(packageName: string, labelId: number): Uint8Array {
  // The names that have ids are first, as their ids are found by place.
  const strings = [...attributeNames, 'android', namespace]
  const index = (text: string) => {
    const known = strings.indexOf(text)
    return known === -1 ? strings.push(text) - 1 : known
  }
  const begin = (name: string, attributes: readonly Attribute[]) => {
    const body = new ByteWriter().u32(nothing).u32(index(name)).u16(20).u16(20).u16(attributes.length).zeros(6)
    for (const { name, type, value } of attributes) {
      const data = typeof value === 'string' ? index(value) : value
      body.u32(attributeNames.includes(name) ? index(namespace) : nothing).u32(index(name))
      writeValue(body.u32(typeof value === 'string' ? data : nothing), type, data)
    }
    return androidChunk(chunkType.elementBegin, place(), body.done())
  }
  const end = (name: string) =>
    androidChunk(chunkType.elementEnd, place(), new ByteWriter().u32(nothing).u32(index(name)).done())
  const scope = (type: number) =>
    androidChunk(type, place(), new ByteWriter().u32(index('android')).u32(index(namespace)).done())

  const nodes = [
    scope(chunkType.namespaceBegin),
    begin('manifest', [
      { name: 'versionCode', type: valueType.integer, value: 1 },
      { name: 'versionName', type: valueType.string, value: '1.0' },
      { name: 'package', type: valueType.string, value: packageName },
    ]),
    begin('uses-sdk', [{ name: 'minSdkVersion', type: valueType.integer, value: 21 }]),
    end('uses-sdk'),
    begin('application', [{ name: 'label', type: valueType.reference, value: labelId }]),
    end('application'),
    end('manifest'),
    scope(chunkType.namespaceEnd),
  ]
  const ids = new ByteWriter()
  for (const id of Object.values(attributeIds)) ids.u32(id)
  const body = new ByteWriter().bytes(stringPool(strings))
  body.bytes(androidChunk(chunkType.resourceIds, new Uint8Array(), ids.done()))
  for (const node of nodes) body.bytes(node)
  return androidChunk(chunkType.xml, new Uint8Array(), body.done())
}

// Of a node: its line, and that it has no comment.
function place(): Uint8Array {
  return new ByteWriter().u32(1).u32(nothing).done()
}
