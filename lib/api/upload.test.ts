import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DownloadError } from '@/lib/download/errors'
import { maxTorrentBytes } from '@/lib/metainfo/torrent-file'
import { readUpload } from './upload'

const boundary = 'x-boundary-x'
const multipart = `multipart/form-data; boundary=${boundary}`

interface Part {
  readonly name: string
  readonly filename?: string
  readonly content: string
}

const torrent: Part = { name: 'file', filename: 'a.torrent', content: 'd4:infoe' }

function formOf(...parts: Part[]): string {
  const texts = parts.map(({ name, filename, content }) => {
    const asFile = filename === undefined ? '' : `; filename="${filename}"`
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${asFile}\r\n\r\n${content}\r\n`
  })
  return `${texts.join('')}--${boundary}--\r\n`
}

function requestWith(body: string | ReadableStream<Uint8Array>, headers: Record<string, string> = {}): Request {
  return new Request('http://localhost/upload', {
    method: 'POST',
    headers: { 'Content-Type': multipart, ...headers },
    body,
    duplex: 'half',
  } as RequestInit)
}

function streamOf(chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}

async function refusal(request: Request): Promise<DownloadError> {
  const error = await readUpload(request).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof DownloadError)) throw new Error('It was not refused.', { cause: error })
  return error
}

/** A form whose file never ends, and how much of it was taken. */
function endlessUpload() {
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.torrent"\r\n\r\n`
  const chunk = new Uint8Array(64 * 1024)
  const taken = { bytes: 0, cancelled: false }
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.from(head)),
    pull(controller) {
      taken.bytes += chunk.length
      controller.enqueue(chunk)
    },
    cancel() {
      taken.cancelled = true
    },
  })
  return { stream, taken }
}

describe('an upload', () => {
  it('is a torrent, its settings, its selection and whether to start', async () => {
    const parts = [
      { name: 'settings', content: '{"speed_limit":100}' },
      { name: 'file_selections', content: '{"a/b.txt":false}' },
      { name: 'start', content: 'true' },
    ]
    expect(await readUpload(requestWith(formOf(torrent, ...parts)))).toEqual({
      torrent: Buffer.from(torrent.content),
      settings: { speed_limit: 100 },
      selection: { file_selections: { 'a/b.txt': false } },
      start: true,
    })
  })

  it('needs nothing but the torrent', async () => {
    const request = await readUpload(requestWith(formOf(torrent)))
    expect(request).toMatchObject({ settings: {}, selection: {}, start: false })
  })

  it('reads what a browser makes of a form', async () => {
    const form = new FormData()
    form.set('file', new File([new Uint8Array([0, 13, 10, 45, 45, 255])], 'Ein Ü.TORRENT'))
    form.set('settings', '{"auto_stop":false}')
    const request = new Request('http://localhost/upload', { method: 'POST', body: form })
    const upload = await readUpload(request)
    expect([...upload.torrent]).toEqual([0, 13, 10, 45, 45, 255])
    expect(upload.settings).toEqual({ auto_stop: false })
  })

  it.each([
    ['true', true],
    ['1', true],
    ['on', true],
    ['false', false],
    ['0', false],
  ])('takes start=%s for %s', async (content, start) => {
    expect((await readUpload(requestWith(formOf({ name: 'start', content }, torrent)))).start).toBe(start)
  })

  it('takes a torrent of exactly the limit', async () => {
    const content = 'x'.repeat(maxTorrentBytes)
    expect((await readUpload(requestWith(formOf({ ...torrent, content })))).torrent).toHaveLength(maxTorrentBytes)
  })

  it('reads the same however the body is cut into chunks', async () => {
    const bytes = Buffer.from(formOf(torrent, { name: 'start', content: '1' }))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: bytes.length }), { maxLength: 20 }), async (cuts) => {
        const ends = [...new Set([...cuts, bytes.length])].sort((a, b) => a - b)
        const chunks = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
        const upload = await readUpload(requestWith(streamOf(chunks)))
        expect(upload.start).toBe(true)
        expect(Buffer.from(upload.torrent).toString()).toBe(torrent.content)
      }),
      { numRuns: 50 },
    )
  })
})

describe('an upload that is refused', () => {
  it.each<[string, Part[], string, string]>([
    ['another kind of file', [{ ...torrent, filename: 'a.iso' }], 'not-a-torrent-file', 'Invalid file format.'],
    ['a name that only contains .torrent', [{ ...torrent, filename: 'a.torrent.exe' }], 'not-a-torrent-file', ''],
    ['a file without a name', [{ name: 'file', content: 'x' }], 'not-a-torrent-file', ''],
    ['no file', [{ name: 'start', content: '1' }], 'invalid-input', 'file is missing'],
    ['no part at all', [], 'invalid-input', ''],
    ['two torrents', [torrent, torrent], 'invalid-input', 'file is given more than once'],
    ['a file in another field', [{ ...torrent, name: 'torrent' }], 'invalid-input', 'torrent must not be a file'],
    [
      'settings as a file',
      [torrent, { name: 'settings', filename: 'blob', content: '{}' }],
      'invalid-input',
      'settings',
    ],
    ['an unknown field', [torrent, { name: 'colour', content: 'red' }], 'invalid-input', 'colour is not known here'],
    [
      'a field given twice',
      [torrent, { name: 'start', content: '1' }, { name: 'start', content: '0' }],
      'invalid-input',
      'start is given more than once',
    ],
    [
      'settings that are no JSON',
      [torrent, { name: 'settings', content: '{' }],
      'invalid-input',
      'settings is not valid',
    ],
    [
      'a setting out of range',
      [torrent, { name: 'settings', content: '{"speed_limit":-1}' }],
      'invalid-input',
      'settings.speed_limit must be at least 0.',
    ],
    [
      'an unknown setting',
      [torrent, { name: 'settings', content: '{"speed":1}' }],
      'invalid-input',
      'settings.speed is not known here.',
    ],
    [
      'a selection that is no table',
      [torrent, { name: 'file_selections', content: '[]' }],
      'invalid-input',
      'file_selections must be a JSON object.',
    ],
    [
      'a start that is neither',
      [torrent, { name: 'start', content: 'maybe' }],
      'invalid-input',
      'start must be true or',
    ],
    ['eleven parts', Array.from({ length: 11 }, () => torrent), 'invalid-input', 'too many parts'],
    ['a field above 2 MB', [{ name: 'settings', content: 'x'.repeat(2 * 2 ** 20 + 1) }], 'too-large', 'settings'],
    ['a torrent above 10 MB', [{ ...torrent, content: 'x'.repeat(maxTorrentBytes + 1) }], 'too-large', 'The file'],
  ])('for %s', async (_, parts, code, sentence) => {
    const error = await refusal(requestWith(formOf(...parts)))
    expect(error.code).toBe(code)
    expect(error.message).toContain(sentence)
  })

  it.each([
    ['JSON', 'application/json'],
    ['a form without a boundary', 'multipart/form-data'],
    ['an empty boundary', 'multipart/form-data; boundary='],
    ['a urlencoded form', 'application/x-www-form-urlencoded'],
    ['nothing', ''],
  ])('for a content type of %s', async (_, type) => {
    expect((await refusal(requestWith(formOf(torrent), { 'Content-Type': type }))).code).toBe('invalid-input')
  })

  it('for a request without a body', async () => {
    const request = new Request('http://localhost/upload', { method: 'POST', headers: { 'Content-Type': multipart } })
    expect((await refusal(request)).code).toBe('invalid-input')
  })

  it('wherever its body breaks off', async () => {
    const whole = formOf(torrent, { name: 'settings', content: '{}' })
    const lastByte = whole.lastIndexOf('--')
    for (let end = 0; end <= lastByte; end++) {
      expect((await refusal(requestWith(whole.slice(0, end)))).code, `${end} bytes`).toBe('invalid-input')
    }
  })

  it('when the connection breaks', async () => {
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.from(formOf(torrent).slice(0, 60))),
      pull: (controller) => controller.error(new Error('aborted')),
    })
    expect((await refusal(requestWith(stream))).message).toBe('The request broke off before its end.')
  })
})

describe('an upload that is too large', () => {
  it('is refused while reading, and read no further', async () => {
    const { stream, taken } = endlessUpload()
    expect((await refusal(requestWith(stream))).code).toBe('too-large')
    expect(taken.bytes).toBeLessThan(maxTorrentBytes + 1024 * 1024)
    expect(taken.cancelled).toBe(true)
  })

  it('is refused unread when it says so', async () => {
    const { stream, taken } = endlessUpload()
    const error = await refusal(requestWith(stream, { 'Content-Length': '104857600' }))
    expect(error.code).toBe('too-large')
    expect(taken.bytes).toBeLessThan(1024 * 1024)
    expect(taken.cancelled).toBe(true)
  })
})
