import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'playwright/test'
import { accepted, type Check, type Checks, type JudgedFile } from '../check'

const pdfChecks: readonly Check[] = [
  {
    program: 'qpdf',
    shows: 'no error in syntax, cross-reference and streams',
    async judge({ file }) {
      const said = await accepted('qpdf', ['--check', file])
      expect(said).toContain('PDF Version: 1.7')
      expect(said).toContain('No syntax or stream encoding errors found')
    },
  },
  {
    program: 'pdfinfo',
    shows: 'title, torrent and pages',
    async judge({ file, folder, length }) {
      const info = fields(await accepted('pdfinfo', [file]))
      expect(info.Title).toBe(stemOf(file))
      expect(info.Subject).toBe(path.basename(folder))
      expect(info['File size']).toBe(`${length} bytes`)
      expect(info['Page size']).toContain('A4')
      const pages = Number(info.Pages)
      expect(pages).toBeGreaterThanOrEqual(length < 32_000 ? 1 : Math.min(1_000, Math.floor(Math.sqrt(length / 8_000))))
    },
  },
  {
    program: 'pdftotext',
    shows: 'torrent, prose and numbers of the first and the last page',
    async judge({ file, folder }) {
      const pages = Number(fields(await accepted('pdfinfo', [file])).Pages)
      const [first, last] = await Promise.all([pageText(file, 1), pageText(file, pages)])
      expect(first).toContain(stemOf(file))
      expect(first).toContain(`Page 1 of ${pages}`)
      expect(last).toContain(path.basename(folder))
      expect(last).toContain(`Page ${pages} of ${pages}`)
      if (pages > 1) expect(last.split(/\s+/).length).toBeGreaterThan(150)
    },
  },
]

const intact: Check = {
  program: 'unzip',
  shows: 'no error in any file within',
  async judge({ file }) {
    expect(await accepted('unzip', ['-tq', file])).toContain('No errors detected')
  },
}

/** `kind` is what `file` says, `parts` are within, and `named` is the part that has the title and the torrent's name. */
function archiveOfXml(kind: string, first: string, parts: readonly string[], named: string): readonly Check[] {
  return [
    intact,
    {
      program: 'file',
      shows: `"${kind}"`,
      async judge({ file }) {
        expect((await accepted('file', ['--brief', file])).trim()).toBe(kind)
      },
    },
    {
      program: '7zz',
      shows: 'what is within, stored, in its order',
      async judge({ file, length }) {
        const paths = [...(await accepted('7zz', ['l', '-slt', '-ba', file])).matchAll(/^Path = (.*)$/gm)]
        expect(paths[0]![1]).toBe(first)
        expect(paths.map(([, one]) => one)).toEqual(expect.arrayContaining([...parts]))
        expect(paths.some(([, one]) => one!.endsWith('.png'))).toBe(true)
        if (length > 10_000_000) expect(paths.length).toBeGreaterThan(30)
      },
    },
    {
      program: 'xmllint',
      shows: 'every XML within is well-formed, and names title and torrent',
      judge: (judged) => withExtracted(judged, (folder) => judgeXml(judged, folder, named)),
    },
  ]
}

async function judgeXml({ file, folder }: JudgedFile, extracted: string, named: string): Promise<void> {
  const all = (await readdir(extracted, { recursive: true })).filter((one) => /\.(xml|rels|xhtml|opf|ncx)$/.test(one))
  expect(all.length).toBeGreaterThan(4)
  await accepted('xmllint', ['--noout', '--nonet', ...all], extracted)
  const texts = await accepted('xmllint', ['--nonet', '--xpath', '//text()', named], extracted)
  expect(texts).toContain(stemOf(file))
  expect(texts).toContain(path.basename(folder))
}

async function withExtracted({ file }: JudgedFile, judge: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'document-'))
  try {
    await accepted('unzip', ['-q', file, '-x', '*.png', '-d', folder])
    await judge(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

function fields(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/^([^:\n]+):\s*(.*)$/gm)].map(([, name, value]) => [name, value!.trim()]))
}

function pageText(file: string, page: number): Promise<string> {
  return accepted('pdftotext', ['-f', String(page), '-l', String(page), file, '-'])
}

function stemOf(file: string): string {
  return path.basename(file, path.extname(file))
}

export const documents: Checks = {
  pdf: pdfChecks,
  epub: archiveOfXml(
    'EPUB document',
    'mimetype',
    ['META-INF/container.xml', 'OEBPS/content.opf', 'OEBPS/nav.xhtml', 'OEBPS/toc.ncx', 'OEBPS/chapter-01.xhtml'],
    'OEBPS/content.opf',
  ),
  docx: archiveOfXml(
    'Microsoft Word 2007+',
    '[Content_Types].xml',
    ['_rels/.rels', 'word/document.xml', 'word/styles.xml', 'word/footer1.xml', 'word/media/image1.png'],
    'docProps/core.xml',
  ),
}
