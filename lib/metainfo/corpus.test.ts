import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checkBencode, decodeBencode, isExactInteger } from './bencode'
import { scanBencode } from './bencode-grammar'
import { cleanPath, makePaths } from './path'
import { cleanElement } from './path-element'
import { parseTorrent } from './torrent-file'

const folder = process.env.BT_TEST_CORPUS ?? ''

const verdict = z.object({
  file: z.string(),
  expect: z.enum(['ok', 'error', 'either']),
  name: z.string().optional(),
  total_size: z.number().optional(),
  piece_length: z.number().optional(),
  num_pieces: z.number().optional(),
  info_hash_v1: z.string().nullish(),
  private: z.boolean().optional(),
  num_files: z.number().optional(),
  files: z.array(z.object({ path: z.string(), size: z.number(), flags: z.number() })).optional(),
  trackers: z.array(z.string()).optional(),
})
type Verdict = z.infer<typeof verdict>

const bencodeVector = z.object({
  name: z.string(),
  hex: z.string().nullable(),
  gen: z.string().nullable(),
  policy: z.string(),
})
const pathVector = z.object({ cls: z.string(), name: z.string(), path_hex: z.array(z.string()) })

/** The generated vectors, whose bytes are too many to be written down. */
const generated: Record<string, () => string> = {
  'depth 5000': () => 'l'.repeat(5000) + 'e'.repeat(5000),
  'depth 1e6': () => 'l'.repeat(1e6) + 'e'.repeat(1e6),
  'dict depth 5000': () => `${'d1:a'.repeat(5000)}de${'e'.repeat(5000)}`,
  '3.1M tokens': () => `l${'i0e'.repeat(3_100_000)}e`,
}

/** What the scan decides where programs disagree; see `scanBencode`. */
const decided: Record<string, 'accept' | 'reject'> = {
  'leading zero': 'reject',
  'negative zero': 'reject',
  'neg leading zero': 'reject',
  'double zero': 'reject',
  'string leading zero len': 'reject',
  'unsorted keys': 'accept',
  'duplicate keys': 'reject',
  'trailing newline': 'reject',
}

function read<T>(schema: z.ZodType<T>, ...names: string[]): T[] {
  return z.array(schema).parse(JSON.parse(readFileSync(path.join(folder, ...names), 'utf8')))
}

if (folder === '') {
  it.skip('public torrents and vectors (skipped: BT_TEST_CORPUS is not set)')
} else {
  describe('the public torrents', testTorrents)
  describe('the bencode vectors', testBencode)
  describe('the path vectors', testPaths)
}

function testTorrents() {
  const verdicts = read(verdict, 'corpus', 'expected.json')
  const load = ({ file }: Verdict) => readFileSync(path.join(folder, 'corpus', file))

  it('are there', () => {
    expect(verdicts.length).toBeGreaterThan(0)
  })

  it.each(verdicts.filter((entry) => entry.expect === 'ok' && entry.info_hash_v1))('$file is read', (entry) => {
    const metainfo = parseTorrent(load(entry))
    expect(metainfo).toMatchObject({
      infoHash: entry.info_hash_v1,
      totalLength: entry.total_size,
      pieceLength: entry.piece_length,
      pieceCount: entry.num_pieces,
      isPrivate: entry.private,
    })
    expect(metainfo.files).toHaveLength(entry.num_files!)
    expect(metainfo.trackers.flat().toSorted()).toEqual([...new Set(entry.trackers)].toSorted())
    if (isClean(entry.name!)) expect(metainfo.name).toBe(entry.name)
    for (const [index, expected] of entry.files!.entries()) {
      const file = metainfo.files[index]!
      expect([file.length, file.kind === 'padding']).toEqual([expected.size, (expected.flags & 1) === 1])
      const wholePath = metainfo.isMultiFile ? `${metainfo.name}/${file.path}` : file.path
      if (isClean(expected.path) && file.kind === 'payload') expect(wholePath).toBe(expected.path)
    }
  })

  it.each(verdicts.filter((entry) => entry.expect === 'ok' && !entry.info_hash_v1))(
    '$file is refused as v2',
    (entry) => {
      expect(() => parseTorrent(load(entry))).toThrow(/This is a BitTorrent v2 torrent/)
    },
  )

  it.each(verdicts.filter((entry) => entry.expect !== 'ok'))('$file is refused', (entry) => {
    expect(() => parseTorrent(load(entry))).toThrow(/^Failed to parse torrent file: /)
  })

  // The verdicts mask what is not UTF-8 by `_`, this program by U+FFFD.
  function isClean(wholePath: string): boolean {
    return (
      wholePath.split('/').every((element) => cleanElement(element) === element) && !wholePath.includes('file_.foo')
    )
  }
}

function testBencode() {
  const vectors = read(bencodeVector, 'vectors', 'bencode.json')

  it('are there, and each that leaves a choice is decided', () => {
    expect(vectors.length).toBeGreaterThan(0)
    expect(vectors.filter(({ policy }) => policy === 'soft').map(({ name }) => name)).toEqual(Object.keys(decided))
  })

  it.each(vectors)('$name: $policy', ({ name, hex, gen, policy }) => {
    const bytes = gen === null ? Buffer.from(hex!, 'hex') : Buffer.from(generated[name]!())
    const verdict = policy === 'soft' ? decided[name] : policy.replace('-exact', '')
    expect(scanBencode(bytes).problem === undefined ? 'accept' : 'reject').toBe(verdict)
    if (policy !== 'accept-exact') return
    const value = decodeBencode(checkBencode(bytes).bytes, { start: 0, end: bytes.length })
    expect(isExactInteger(value)).toBe(false)
  })
}

function testPaths() {
  const vectors = read(pathVector, 'vectors', 'path.json')

  it('are there', () => {
    expect(vectors.length).toBeGreaterThan(0)
  })

  it.each(vectors)('$cls: $name $path_hex', ({ name, path_hex }) => {
    const elements = path_hex.map((hex) => new TextDecoder().decode(Buffer.from(hex, 'hex')))
    const [made] = makePaths([{ ...cleanPath(elements), rawKey: () => '', isWritten: true }])
    const safeName = cleanElement(name) || 'fallback'
    expect(path.resolve('/r', safeName, made!).startsWith(path.join('/r', safeName, '/'))).toBe(true)
    for (const element of [safeName, ...made!.split('/')]) {
      expect(element).not.toMatch(/[\\\p{Cc}\u202a-\u202e\u200b<>:"|?*]|^\.\.?$|[. ]$|^$/u)
      expect(Buffer.byteLength(element)).toBeLessThanOrEqual(240)
    }
  })
}
