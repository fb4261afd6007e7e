// Writes the torrent files that the end-to-end tests upload: npm run fixtures
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import bencode from 'bencode'
import { makeTorrent } from './make-torrent.mjs'

const KiB = 1024
const MiB = 1024 * KiB
const GiB = 1024 * MiB

const single = makeTorrent({ name: 'sample.bin', length: 3 * MiB, pieceLength: 64 * KiB, seed: 'single' })

// Odd sizes put several files into one piece; the padding ends on a piece of its own.
const albumFiles = [
  { path: 'cover.jpg', length: 48_211 },
  { path: 'booklet/notes.txt', length: 1_777 },
  { path: 'booklet/pages/page 1.png', length: 70_001 },
  { path: 'booklet/pages/page 2.png', length: 65_537 },
  { path: 'disc 1/01 Opening.mp3', length: 402_653 },
  { path: 'disc 1/02 Interlude.mp3', length: 131_072 },
  { path: 'disc 2/01 Finale.mp3', length: 333_333 },
  { path: 'disc 2/silence.txt', length: 0 },
  { path: '.pad/61528', length: 61_528, attributes: 'p' },
  { path: 'readme.txt', length: 999 },
]

const hostilePaths = [
  ['..', '..', '..', 'escaped.txt'],
  ['/etc/passwd'],
  ['C:\\Windows\\system.ini'],
  ['<img src=x onerror=alert(1)>.txt'],
  ['"><script>alert(1)</script>.txt'],
  ['invoice\u202efdp.exe'],
  ['zero\u200bwidth.txt'],
  ['line\nbreak\u0007.txt'],
  ['\u001b[2Jterminal.txt'],
  ['CON', 'aux.txt'],
  ['trailing. . .'],
  ['Case.txt'],
  ['case.TXT'],
  ['caf\u00e9.txt'],
  ['cafe\u0301.txt'],
  ['', '.', 'empty.txt'],
  [Uint8Array.of(0x62, 0x61, 0x64, 0xff, 0xfe, 0x2e, 0x74, 0x78, 0x74)],
  ['long', `${'x'.repeat(300)}.txt`],
  [...Array(60).fill('deep'), 'file.txt'],
]

const version2Info = {
  name: 'version-2.txt',
  'piece length': 64 * KiB,
  'meta version': 2,
  'file tree': { 'version-2.txt': { '': { length: 1000, 'pieces root': new Uint8Array(32).fill(7) } } },
}

/** The fixtures by file name. */
export const fixtures = {
  'single.torrent': single,
  'text.torrent': makeTorrent({ name: 'notes.txt', length: 200_000, pieceLength: 16 * KiB, seed: 'text' }),
  'multi.torrent': makeTorrent({
    name: 'Sample Album',
    files: albumFiles,
    pieceLength: 64 * KiB,
    seed: 'multi',
    announce: 'http://tracker.invalid/announce',
    comment: 'Made for the tests of bittorrent-me',
    creationDate: 1_767_225_600,
  }),
  'large.torrent': makeTorrent({ name: 'video.mp4', length: 256 * MiB, pieceLength: MiB, seed: 'large' }),
  'huge.torrent': makeTorrent({ name: 'archive.mkv', length: 8 * GiB, pieceLength: 4 * MiB, seed: 'huge' }),
  'many.torrent': makeTorrent({
    name: 'Many Files',
    files: Array.from({ length: 1000 }, (_, index) => ({
      path: `folder ${Math.floor(index / 100)}/file ${String(index).padStart(4, '0')}.bin`,
      length: 64 * KiB,
    })),
    pieceLength: 256 * KiB,
    seed: 'many',
  }),
  'hostile-names.torrent': makeTorrent({
    name: '../<b>Hostile</b>\u202e names',
    files: hostilePaths.map((path, index) => ({ path, length: 1000 + index })),
    pieceLength: 16 * KiB,
    seed: 'hostile-names',
  }),
  'v2-only.torrent': Buffer.from(bencode.encode({ info: version2Info })),
  'truncated.torrent': single.subarray(0, 500),
  'not-bencode.torrent': Buffer.from('<!doctype html>\n<title>Not found</title>\n'),
}

const script = fileURLToPath(import.meta.url)

if (process.argv[1] === script) {
  const folder = new URL('../e2e/fixtures/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  for (const [name, bytes] of Object.entries(fixtures)) writeFileSync(new URL(name, folder), bytes)
  console.log(`${Object.keys(fixtures).length} fixtures written to ${fileURLToPath(folder)}`)
}
