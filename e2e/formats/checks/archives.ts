import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'playwright/test'
import { accepted, type Check, type Checker, type Checks, type JudgedFile } from '../check'

/** What is in an archive besides what its kind asks for; the last is the largest, and a table. */
const files = [
  ...['README.txt', 'LICENSE.txt', 'docs/changes.txt', 'docs/manual.html'],
  ...['images/front.png', 'images/back.png', 'data/readings.csv'],
]
/** An iso has so many bytes around its smallest file. Shorter archives have one text. */
const longestOfOneText = 64 * 1024

export const archives: Checks = {
  zip: [
    ...zipChecks(),
    shownBy('7zz', 'tests without a warning', async ({ file }) => testedBySevenZip(file)),
    shownBy('bsdtar', 'lists every file', async (judged) => {
      expect(lines(await accepted('bsdtar', ['-tf', judged.file]))).toEqual(pathsIn(judged, namedFolder(judged)))
    }),
  ],
  cbz: [
    shownBy('unzip', 'tests without a warning; the pages are in order', async ({ file, length }) => {
      const entries = await testedByUnzip(file)
      const pages = entries.filter((entry) => entry !== 'ComicInfo.xml')
      expect(pages).toEqual(pages.map((_, index) => `pages/${`${index + 1}`.padStart(3, '0')}.png`))
      expect(pages.length).toBeGreaterThan(length < 1_000 ? 0 : 5)
    }),
    shownBy('xmllint', 'what it says of the book is well-formed', async ({ file, length, folder: torrent }) => {
      if (length < 1_000) return
      await extracted(['unzip', '-q', file, 'ComicInfo.xml', '-d'], async (folder) => {
        const series = ['--xpath', 'string(/ComicInfo/Series)', path.join(folder, 'ComicInfo.xml')]
        expect((await accepted('xmllint', series)).trim()).toBe(path.basename(torrent))
      })
    }),
    shownBy('ffprobe', 'every page is a picture', async ({ file, length }) => {
      await extracted(['unzip', '-q', file, '-d'], async (folder) => {
        const sizes = await accepted('ffprobe', [
          ...['-v', 'error', '-f', 'image2', '-i', path.join(folder, 'pages', '%03d.png')],
          ...['-count_frames', '-show_entries', 'stream=width,height,nb_read_frames', '-of', 'csv=p=0'],
        ])
        const [width, height, frames] = sizes.trim().split(',').map(Number)
        expect([width, height]).toEqual(length < 1_000 ? [4, 3] : [640, 480])
        expect(frames).toBe((await readdir(path.join(folder, 'pages'))).length)
      })
    }),
  ],
  jar: [
    ...zipChecks(['META-INF/MANIFEST.MF', 'sample/Main.class'], () => 'resources/'),
    shownBy('file', '"Java archive data (JAR)", and the class in it "compiled Java class data"', async ({ file }) => {
      expect(await accepted('file', ['--brief', file])).toBe('Java archive data (JAR)\n')
      await extracted(['unzip', '-q', file, 'sample/Main.class', '-d'], async (folder) => {
        const kind = await accepted('file', ['--brief', path.join(folder, 'sample/Main.class')])
        expect(kind).toContain('compiled Java class data, version 52.0')
      })
    }),
  ],
  apk: [
    ...zipChecks(['AndroidManifest.xml', 'classes.dex', 'resources.arsc'], () => 'assets/'),
    shownBy('file', '"Android package (APK)", and each of its parts by its name', async ({ file }) => {
      expect(await accepted('file', ['--brief', file])).toContain('Android package (APK), with AndroidManifest.xml')
      await extracted(['unzip', '-q', file, '-d'], async (folder) => {
        const parts = ['AndroidManifest.xml', 'classes.dex', 'resources.arsc'].map((part) => path.join(folder, part))
        const kinds = lines(await accepted('file', ['--brief', ...parts]))
        expect(kinds[0]).toBe('Android binary XML')
        expect(kinds[1]).toBe('Dalvik dex file version 035')
        expect(kinds[2]).toContain('Android package resource table (ARSC)')
      })
    }),
  ],
  tar: [
    shownBy('tar', 'lists every file, and extracts them', async (judged) => {
      const listed = lines(await accepted('tar', ['-tf', judged.file]))
      expect(listed.filter((one) => !one.endsWith('/'))).toEqual(pathsIn(judged, namedFolder(judged)))
      const content = (one: string) => accepted('tar', ['-xOf', judged.file, one])
      await isWhole(judged, namedFolder(judged), content)
    }),
    shownBy('bsdtar', 'lists every file', async (judged) => {
      const listed = lines(await accepted('bsdtar', ['-tf', judged.file]))
      expect(listed.filter((one) => !one.endsWith('/'))).toEqual(pathsIn(judged, namedFolder(judged)))
    }),
  ],
  gz: [
    shownBy('gzip', 'tests without a message, and decompresses to a whole text', async ({ file, length }) => {
      expect(await accepted('gzip', ['--test', file])).toBe('')
      const text = await accepted('gzip', ['--decompress', '--stdout', file])
      expect(text.length).toBeLessThan(length)
      expect(text.length).toBeGreaterThanOrEqual(0.999 * length - 23)
      if (length > 1_000) expect(Number.parseInt(lines(text).at(-1)!, 10)).toBeCloseTo(lines(text).length, -1)
    }),
  ],
  tgz: [
    shownBy('gzip', 'tests without a message', async ({ file }) => {
      expect(await accepted('gzip', ['--test', file])).toBe('')
    }),
    shownBy('tar', 'lists every file, and extracts them', async (judged) => {
      const listed = lines(await accepted('tar', ['-tzf', judged.file]))
      expect(listed.filter((one) => !one.endsWith('/'))).toEqual(pathsIn(judged, namedFolder(judged)))
      await isWhole(judged, namedFolder(judged), (one) => accepted('tar', ['-xzOf', judged.file, one]))
    }),
  ],
  '7z': [
    shownBy('7zz', 'tests without a warning, and extracts every file', async (judged) => {
      await testedBySevenZip(judged.file)
      const listed = await accepted('7zz', ['l', '-ba', '-slt', judged.file])
      const paths = lines(listed).filter((line) => line.startsWith('Path = '))
      expect(paths).toEqual(pathsIn(judged, namedFolder(judged)).map((one) => `Path = ${one}`))
      await isWhole(judged, namedFolder(judged), (one) => accepted('7zz', ['x', '-so', judged.file, one]))
    }),
    shownBy('bsdtar', 'lists every file', async (judged) => {
      expect(lines(await accepted('bsdtar', ['-tf', judged.file]))).toEqual(pathsIn(judged, namedFolder(judged)))
    }),
  ],
  rar: [
    shownBy('bsdtar', 'lists every file, and extracts them with the right sums', async (judged) => {
      expect(lines(await accepted('bsdtar', ['-tf', judged.file]))).toEqual(pathsIn(judged, namedFolder(judged)))
      await isWhole(judged, namedFolder(judged), (one) => accepted('bsdtar', ['-xOf', judged.file, one]))
    }),
    shownBy('file', '"RAR archive data, v5"', async ({ file }) => {
      expect(await accepted('file', ['--brief', file])).toBe('RAR archive data, v5\n')
    }),
  ],
  iso: [
    shownBy('isoinfo', 'volume, every file under both kinds of names, and what is in them', async (judged) => {
      const { file, folder } = judged
      const volume = await accepted('isoinfo', ['-d', '-i', file])
      expect(volume).toContain(
        `Volume id: ${path
          .basename(folder)
          .toUpperCase()
          .replaceAll(/[^A-Z0-9]/g, '_')}`,
      )
      expect(volume).toContain('Joliet with UCS level 3 found')
      const paths = pathsIn(judged, namedFolder(judged))
      const found = lines(await accepted('isoinfo', ['-f', '-i', file]))
      expect(found).toEqual(expect.arrayContaining(paths.map(shouted)))
      const joliet = lines(await accepted('isoinfo', ['-J', '-f', '-i', file]))
      expect(joliet).toEqual(expect.arrayContaining(paths.map((one) => `/${one};1`)))
      await isWhole(judged, namedFolder(judged), (one) => accepted('isoinfo', ['-i', file, '-x', shouted(one)]))
    }),
    shownBy('bsdtar', 'lists every file', async (judged) => {
      const listed = lines(await accepted('bsdtar', ['-tf', judged.file]))
      expect(listed).toEqual(expect.arrayContaining(pathsIn(judged, namedFolder(judged))))
    }),
    shownBy('7zz', 'tests without a warning', async ({ file }) => testedBySevenZip(file)),
  ],
}

/** What `unzip` has to say of a zip archive of any kind: `first` are its first entries, the others lie in a folder. */
function zipChecks(first: readonly string[] = [], folderOf: (judged: JudgedFile) => string = namedFolder): Check[] {
  return [
    shownBy('unzip', 'tests without a warning, and extracts every file', async (judged) => {
      expect(await testedByUnzip(judged.file)).toEqual([...first, ...pathsIn(judged, folderOf(judged))])
      await isWhole(judged, folderOf(judged), (one) => accepted('unzip', ['-p', judged.file, one]))
    }),
  ]
}

function namedFolder({ file }: JudgedFile): string {
  return `${stemOf(file)}/`
}

function shownBy(program: Checker, shows: string, judge: Check['judge']): Check {
  return { program, shows, judge }
}

function pathsIn({ length }: JudgedFile, folder: string): string[] {
  return length < longestOfOneText ? ['README.txt'] : files.map((file) => folder + file)
}

// The text names what it is of, and the table has every line.
async function isWhole(judged: JudgedFile, folder: string, content: (path: string) => Promise<string>): Promise<void> {
  const { file, length } = judged
  if (length < longestOfOneText) return
  const readme = await content(`${folder}README.txt`)
  expect(readme).toContain(`${path.basename(file)} has ${length} bytes`)
  expect(readme).toContain(path.basename(judged.folder))
  const table = lines(await content(`${folder}data/readings.csv`))
  expect(table[0]).toMatch(/^number,station,date,/)
  expect(Number.parseInt(table.at(-1)!, 10)).toBe(table.length - 1)
  expect(new Set(table.slice(1).map((row) => row.length)).size).toBe(1)
}

// Answers the paths of the entries.
async function testedByUnzip(file: string): Promise<string[]> {
  const said = lines(await accepted('unzip', ['-t', file]))
  expect(said.at(-1)).toBe(`No errors detected in compressed data of ${file}.`)
  return said.slice(1, -1).map((line) => /^ +testing: (.*?) +OK$/.exec(line)?.[1] ?? line)
}

async function testedBySevenZip(file: string): Promise<void> {
  const said = await accepted('7zz', ['t', '-bb0', file])
  expect(said).toContain('Everything is Ok')
  expect(said).not.toMatch(/warning|error/i)
}

// Runs a program that extracts to the folder that is its last argument.
async function extracted(
  [program, ...args]: readonly string[],
  judge: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bittorrent-me-'))
  try {
    await accepted(program!, [...args, folder])
    await judge(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function shouted(file: string): string {
  return `/${file.toUpperCase()};1`
}

function stemOf(file: string): string {
  return path.basename(file, path.extname(file))
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}
