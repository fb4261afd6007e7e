import { hashString } from '@/lib/util/random'
import { crc32 } from '../checksums/crc32'
import { ByteWriter } from '../layout/byte-writer'
import { bootCode } from './boot-code'
import { sectorBytes } from './fat-plan'

export interface Partition {
  /** By the byte of an MBR, and by the GUID of a GPT. */
  readonly type: number
  readonly guid: string
  readonly name: string
  /** In sectors of the disk. */
  readonly first: number
  readonly sectors: number
}

export const fat16 = { type: 0x0e, guid: 'ebd0a0a2-b9e5-4433-87c0-68b6b72699c7' } as const
export const fat32 = { ...fat16, type: 0x0c } as const
export const rawData = { type: 0x83, guid: '0fc63daf-8483-4772-8e79-3d69d8477de4' } as const
/** Sectors that a GPT takes at the end of a disk, and one more at its beginning. */
export const gptSectors = 33
const gptEntries = 128
const gptEntryBytes = 128
const gptHeaderBytes = 92
const protective = 0xee
const mostSectors = 2 ** 32 - 1

/** The first sector of a disk with one partition: its master boot record. */
export function masterBootRecord({ type, first, sectors }: Omit<Partition, 'guid' | 'name'>, key: string): Uint8Array {
  const writer = new ByteWriter().bytes(bootCode(0))
  writer
    .zeros(0x1b8 - writer.length)
    .u32(hashString(`${key}\ndisk`)[0] >>> 0)
    .u16(0)
  writer.u8(0)
  cylinder(writer, first)
  writer.u8(type)
  cylinder(writer, first + sectors - 1)
  writer.u32(first).u32(sectors)
  return writer
    .zeros(sectorBytes - 2 - writer.length)
    .u16(0xaa55)
    .done()
}

/**
 * The GUID partition table of a disk of so many sectors (UEFI 2.10, 5.3): what is at its beginning, from the protective
 * MBR on, and what is at its end.
 */
export function guidTables(
  sectors: number,
  partitions: readonly Partition[],
  key: string,
): { readonly front: Uint8Array; readonly back: Uint8Array } {
  const entries = new ByteWriter()
  for (const [index, { guid, name, first, sectors: count }] of partitions.entries()) {
    entries
      .bytes(guidBytes(guid))
      .bytes(drawnGuid(`${key}\n${index}`))
      .u64(first)
      .u64(first + count - 1)
      .u64(0)
    for (let place = 0; place < 36; place++) entries.u16(name.charCodeAt(place) || 0)
  }
  entries.zeros(gptEntries * gptEntryBytes - entries.length)
  const table = entries.done()
  const last = sectors - 1
  const header = (own: number, other: number, entriesAt: number) => {
    const content = new ByteWriter()
      .utf8('EFI PART')
      .u32(0x1_0000)
      .u32(gptHeaderBytes)
      .u32(0)
      .u32(0)
      .u64(own)
      .u64(other)
      .u64(1 + gptSectors)
      .u64(last - gptSectors)
      .bytes(drawnGuid(key))
      .u64(entriesAt)
      .u32(gptEntries)
      .u32(gptEntryBytes)
      .u32(crc32(table))
      .zeros(sectorBytes - gptHeaderBytes)
      .done()
    // The sum is of the header with zero in its place.
    new DataView(content.buffer).setUint32(16, crc32(content.subarray(0, gptHeaderBytes)), true)
    return content
  }
  const all = { type: protective, first: 1, sectors: Math.min(mostSectors, last) }
  return {
    front: new ByteWriter()
      .bytes(masterBootRecord(all, key))
      .bytes(header(1, last, 2))
      .bytes(table)
      .done(),
    back: new ByteWriter()
      .bytes(table)
      .bytes(header(last, 1, last - gptSectors + 1))
      .done(),
  }
}

// Cylinder, head and sector, of disks with 255 heads and 63 sectors a track; far out, the last there are.
function cylinder(writer: ByteWriter, sector: number): void {
  const [track, head] = [Math.floor(sector / 63 / 255), Math.floor(sector / 63) % 255]
  if (track > 1_023) writer.u8(254).u8(0xff).u8(0xff)
  else
    writer
      .u8(head)
      .u8((sector % 63) + 1 + ((track >>> 8) << 6))
      .u8(track & 0xff)
}

// Its first three fields are little-endian.
function guidBytes(guid: string): Uint8Array {
  const [first, second, third, fourth, fifth] = guid.split('-').map((field) => Number.parseInt(field, 16))
  const writer = new ByteWriter().u32(first!).u16(second!).u16(third!)
  const rest = fourth! * 2 ** 32 + Math.floor(fifth! / 2 ** 16)
  for (let place = 5; place >= 0; place--) writer.u8(Math.floor(rest / 2 ** (8 * place)) % 256)
  return writer
    .u8((fifth! >>> 8) & 0xff)
    .u8(fifth! & 0xff)
    .done()
}

// Drawn by chance, as version 4 says (RFC 9562).
function drawnGuid(key: string): Uint8Array {
  const writer = new ByteWriter()
  for (const word of hashString(`${key}\nguid`)) writer.u32(word >>> 0)
  const guid = writer.done()
  guid[7] = (guid[7]! & 0x0f) | 0x40
  guid[8] = (guid[8]! & 0x3f) | 0x80
  return guid
}
