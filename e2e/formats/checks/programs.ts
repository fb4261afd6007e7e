import { chmod, copyFile, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'playwright/test'
import { accepted, type Check, type Checks, type JudgedFile } from '../check'

/** What all files of the family name: their torrent. */
const torrentName = 'The programs'
const packageName = 'the-programs'
/** The bulk of a file is what programs find in it, but for headers and the like. */
const headersBytes = 64 * 1024
/** Where the partition of a disk begins; smaller ones are floppies, which have none. */
const partitionBytes = 1024 * 1024
const mostFloppyBytes = 8_192 * 512

function kindOf(kind: RegExp): Check {
  return {
    program: 'file',
    shows: `"${kind.source.replaceAll(/[\^\\]/g, '')}"`,
    async judge({ file }) {
      expect(await accepted('file', ['--brief', file])).toMatch(kind)
    },
  }
}

function headersOf(shows: string, ...expected: readonly RegExp[]): Check {
  return {
    program: 'objdump',
    shows: `reads headers, resources and symbols; ${shows}`,
    async judge({ file, length }) {
      const out = await accepted('objdump', ['--all-headers', '--wide', file])
      for (const one of [...expected, /The \.rsrc Resource Directory/]) expect(out).toMatch(one)
      const [, resources] = /\.rsrc +([0-9a-f]{8})/.exec(out)!
      expect(Number.parseInt(resources!, 16)).toBeGreaterThan(length - headersBytes)
    },
  }
}

const resources: Check = {
  program: '7zz',
  shows: 'extracts every section and resource; the version names the torrent',
  async judge({ file }) {
    expect(await accepted('7zz', ['t', file])).toContain('Everything is Ok')
    const version = await accepted('7zz', ['e', '-so', file, '.rsrc/version.txt'])
    expect(version.replaceAll('\0', '')).toMatch(new RegExp(`"ProductName", +"${torrentName}"`))
  },
}

function sections(shows: string, ...expected: readonly RegExp[]): Check {
  return {
    program: 'readelf',
    shows: `reads all there is without a warning; ${shows}`,
    async judge({ file, length }) {
      const out = await accepted('readelf', ['--all', '--wide', file])
      for (const one of expected) expect(out).toMatch(one)
      const [, constants] = /\.rodata +PROGBITS +[0-9a-f]+ [0-9a-f]+ ([0-9a-f]+)/.exec(out)!
      expect(Number.parseInt(constants!, 16)).toBeGreaterThan(length - headersBytes)
    },
  }
}

const runs: Check = {
  program: 'parser',
  shows: 'Linux runs it: it names the torrent and ends with 0',
  async judge({ file }) {
    // It is for no other system.
    if (process.platform !== 'linux' || process.arch !== 'x64') return
    await withFolder(async (folder) => {
      const program = path.join(folder, 'program')
      await copyFile(file, program)
      await chmod(program, 0o700)
      expect(await accepted(program, [])).toContain(torrentName)
    })
  },
}

const control: Check = {
  program: 'dpkg',
  shows: 'reads the fields of the package',
  async judge({ file }) {
    const out = await accepted('dpkg', ['--info', file])
    expect(out).toContain(`Package: ${packageName}\n`)
    expect(out).toContain(`Description: ${torrentName}\n`)
  },
}

const contents: Check = {
  program: 'dpkg-deb',
  shows: 'lists the files of the package, which are as long as it',
  async judge({ file, length }) {
    const lines = (await accepted('dpkg-deb', ['--contents', file])).trim().split('\n')
    const names = lines.map((line) => line.split(/ +/).at(-1))
    expect(names).toContain(`./usr/share/doc/${packageName}/copyright`)
    expect(names).toContain(`./usr/share/${packageName}/data.0`)
    const bytes = lines.reduce((sum, line) => sum + Number(line.split(/ +/)[2]), 0)
    expect(bytes).toBeGreaterThan(length - headersBytes)
  },
}

const directory: Check = {
  program: 'mdir',
  shows: 'lists the files of the volume, which fill it',
  async judge({ file, length }) {
    const out = await accepted('mdir', ['-i', volumeOf(file, length), '::'])
    expect(out).toMatch(/^ Volume in drive : is THE PROGRAM/)
    expect(out).toMatch(/^README +TXT /m)
    const [, bytes] = /^DATA +BIN +(\d+) /m.exec(out)!
    // Tables take up to a hundredth, and the partition begins at 1 MiB.
    const least = 0.97 * length - (length > mostFloppyBytes ? partitionBytes : 0) - 4_096
    expect(Number(bytes)).toBeGreaterThan(least)
  },
}

const readme: Check = {
  program: 'mtype',
  shows: 'the README names the torrent',
  async judge({ file, length }) {
    expect(await accepted('mtype', ['-i', volumeOf(file, length), '::README.TXT'])).toContain(torrentName)
  },
}

const fileSystem: Check = {
  program: 'fsck.fat',
  shows: 'finds no fault in the file system',
  async judge({ file, length }) {
    await withFolder(async (folder) => {
      const volume = path.join(folder, 'volume')
      await copyFrom(file, length > mostFloppyBytes ? partitionBytes : 0, Math.floor(length / 512) * 512, volume)
      expect(await accepted('fsck.fat', ['-n', '-v', volume])).toMatch(/: 3 files, (\d+)\/\1 clusters\n$/)
    })
  },
}

const database: Check = {
  program: 'sqlite3',
  shows: 'pragma integrity_check is ok; tables name the torrent and its files, and hold rows by the thousand',
  async judge({ file, length, path: name }: JudgedFile) {
    const ask = (query: string) => accepted('sqlite3', ['-readonly', file, query])
    expect(await ask('pragma integrity_check')).toBe('ok\n')
    expect(await ask('select name from torrent')).toBe(`${torrentName}\n`)
    expect(await ask(`select bytes from files where path = '${name}'`)).toBe(`${length}\n`)
    const rows = Number(await ask('select count(*) from records'))
    expect(rows).toBeGreaterThan((length - headersBytes) / 520)
    expect(await ask('select min(id) || "," || max(id) from records')).toBe(`1,${rows}\n`)
    expect(Number(await ask('select count(distinct hash) from records'))).toBe(rows)
  },
}

const sqlite = [kindOf(/^SQLite 3\.x database/), database]

export const programs: Checks = {
  exe: [
    kindOf(/^PE32\+ executable \(console\) x86-64, for MS Windows/),
    headersOf('it imports ExitProcess', /DLL Name: KERNEL32\.dll/, /ExitProcess/, /mainCRTStartup/),
    resources,
  ],
  dll: [
    kindOf(/^PE32\+ executable \(DLL\) \(GUI\) x86-64, for MS Windows/),
    headersOf(
      'it exports SelfTest',
      /\[Ordinal\/Name Pointer\] Table\n\s+\[ +0\] (\+base\[ *1\] +[0-9a-f]+ )?SelfTest/,
    ),
    resources,
  ],
  elf: [
    kindOf(/^ELF 64-bit LSB executable, x86-64, version 1 \(SYSV\), statically linked/),
    sections('there is an entry', /GLOBAL +DEFAULT +\d+ _start\n/, /Build ID: [0-9a-f]{40}/),
    runs,
  ],
  so: [
    kindOf(/^ELF 64-bit LSB shared object, x86-64, version 1 \(SYSV\), dynamically linked/),
    sections('it exports self_test', /FUNC +GLOBAL +DEFAULT +\d+ self_test\n/, /Library soname: \[.+\.so\]/),
  ],
  deb: [kindOf(/^Debian binary package \(format 2\.0\)/), control, contents],
  img: [kindOf(/^DOS\/MBR boot sector/), directory, readme, fileSystem],
  sqlite,
  sqlite3: sqlite,
  db: sqlite,
}

// As mtools take it: a file, and how far in a volume begins.
function volumeOf(file: string, length: number): string {
  return length > mostFloppyBytes ? `${file}@@${partitionBytes}` : file
}

async function copyFrom(file: string, begin: number, end: number, copy: string): Promise<void> {
  const [source, target] = [await open(file), await open(copy, 'w')]
  try {
    const buffer = Buffer.alloc(1024 * 1024)
    for (let at = begin; at < end; at += buffer.length) {
      const { bytesRead } = await source.read(buffer, 0, Math.min(buffer.length, end - at), at)
      await target.write(buffer, 0, bytesRead)
    }
  } finally {
    await Promise.all([source.close(), target.close()])
  }
}

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bittorrent-me-programs-'))
  try {
    await work(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}
