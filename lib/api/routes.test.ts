import { readdirSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { errorReply, filesReply, statusReply, uploadReply } from './contract'
import { FakeRegistry } from './fake-registry'
import { isRoute, type RouteHandler } from './route'

// The routes ask for the registry of the process; here it is one that lives as long as a test.
const current = vi.hoisted(() => ({ registry: undefined as unknown }))
vi.mock('@/lib/registry/instance', () => ({ getRegistry: () => current.registry }))

const appFolder = path.resolve(import.meta.dirname, '../../app')
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const
type Method = (typeof methods)[number]
type RouteModule = Partial<Record<Method, RouteHandler>>

const files = readdirSync(appFolder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(^|\/)route\.ts$/.test(file),
)
const modules = new Map<string, RouteModule>()
for (const file of files) modules.set(`/${path.dirname(file)}`, await import(path.join(appFolder, file)))

const hello = 'd4:infod6:lengthi5e4:name9:hello.txt12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaaee'
const twoFiles =
  'd4:infod5:filesld6:lengthi5e4:pathl5:a.txteed6:lengthi7e4:pathl3:sub5:b.txteee4:name3:two12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaaee'

let registry: FakeRegistry

beforeEach(() => {
  registry = new FakeRegistry()
  current.registry = registry
})

/** Calls the handler of an address, its `[id]` filled from the last element. */
async function call(method: Method, address: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(`http://localhost:8081${address}`, { ...(await whole(init)), method })
  const { pathname } = new URL(request.url)
  const exact = modules.get(pathname)
  const handler = (exact ?? modules.get(`${path.dirname(pathname)}/[id]`))?.[method]
  if (handler === undefined) throw new Error(`There is no ${method} ${pathname}.`)
  const params: Record<string, string> = exact === undefined ? { id: path.basename(pathname) } : {}
  return handler(request, { params: Promise.resolve(params) })
}

// The runtime goes on writing a form into a stream that was cancelled, which on Node 24 is a rejection nobody can catch.
async function whole(init: RequestInit): Promise<RequestInit> {
  if (!(init.body instanceof FormData)) return init
  const form = new Response(init.body)
  return { ...init, headers: form.headers, body: await form.arrayBuffer() }
}

function post(address: string, body: unknown): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' }
  return call('POST', address, { headers, body: typeof body === 'string' ? body : JSON.stringify(body) })
}

function formOf(torrent: string, fields: Record<string, string> = {}): FormData {
  const form = new FormData()
  form.set('file', new File([torrent], 'a.torrent'))
  for (const [name, text] of Object.entries(fields)) form.set(name, text)
  return form
}

async function add(torrent = hello, fields: Record<string, string> = {}): Promise<string> {
  const response = await call('POST', '/upload', { body: formOf(torrent, fields) })
  return uploadReply.parse(await response.json()).torrent_id
}

async function refusal(response: Response) {
  return { status: response.status, ...errorReply.parse(await response.json()) }
}

describe('every route', () => {
  it('is there', () => {
    expect([...modules.keys()].sort()).toEqual(
      [
        '/files/[id]',
        '/get-download-dir',
        '/health',
        '/metrics',
        '/pause/[id]',
        '/remove/[id]',
        '/resume/[id]',
        '/set-download-dir',
        '/settings/[id]',
        '/start/[id]',
        '/status',
        '/stop/[id]',
        '/upload',
      ].sort(),
    )
  })

  it.each([...modules])('%s has handlers made by route() only', (_, module) => {
    const handlers = methods.filter((method) => module[method] !== undefined)
    expect(handlers.filter((method) => !isRoute(module[method]))).toEqual([])
    expect(handlers.length).toBeGreaterThan(0)
  })

  it.each(['start', 'pause', 'resume', 'stop', 'remove', 'settings'])('/%s does not act on HEAD', async (name) => {
    const id = await add()
    const response = await call('HEAD', `/${name}/${id}`)
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe('GET, POST')
    expect(await response.text()).toBe('')
    expect(registry.downloads.get(id)?.intent).toBe('stop')
  })

  it.each(['/upload', '/set-download-dir'])('%s allows only POST', async (address) => {
    const response = await call('HEAD', address)
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'POST'])
  })

  it.each(['/status', '/health', '/metrics', '/get-download-dir'])('%s is answered fresh', async (address) => {
    const response = await call('GET', address)
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
  })

  it.each(['start', 'pause', 'resume', 'stop', 'remove', 'settings'])(
    '/%s refuses a GET from another site',
    async (name) => {
      const headers = { 'Sec-Fetch-Site': 'cross-site' }
      expect((await call('GET', `/${name}/${await add()}`, { headers })).status).toBe(403)
    },
  )

  it.each(['start', 'pause', 'resume', 'stop', 'remove', 'files', 'settings'])(
    '/%s says when it does not know the id',
    async (name) => {
      for (const id of ['0'.repeat(40), 'nonsense', '%2e%2e%2f', '%00']) {
        const answer = await refusal(await call('GET', `/${name}/${id}`))
        expect(answer).toEqual({ status: 404, detail: 'Download not found' })
      }
    },
  )
})

describe('/upload', () => {
  it('lists no files for a single-file torrent', async () => {
    const response = await call('POST', '/upload', { body: formOf(hello) })
    const reply = uploadReply.parse(await response.json())
    expect(reply).toMatchObject({
      message: 'Parsed torrent: hello.txt',
      pieces: 1,
      total_size: 5,
      is_multi_file: false,
      files: [],
    })
  })

  it('lists the files of a multi-file torrent with their selection', async () => {
    const form = formOf(twoFiles, { file_selections: '{"sub/b.txt":false}' })
    const reply = uploadReply.parse(await (await call('POST', '/upload', { body: form })).json())
    expect(reply.files).toEqual([
      { path: 'a.txt', length: 5, selected: true },
      { path: 'sub/b.txt', length: 7, selected: false },
    ])
  })

  it('starts at once when asked to', async () => {
    const id = await add(hello, { start: '1', settings: '{"upload_limit":9}' })
    expect(registry.downloads.get(id)).toMatchObject({ intent: 'run', settings: { upload_limit: 9 } })
  })

  it('names the download that a duplicate met', async () => {
    const id = await add()
    const answer = await refusal(await call('POST', '/upload', { body: formOf(hello) }))
    expect(answer).toMatchObject({ status: 409, torrent_id: id })
  })

  it('says what is wrong with a torrent', async () => {
    const answer = await refusal(await call('POST', '/upload', { body: formOf('not bencode') }))
    expect(answer.status).toBe(400)
    expect(answer.detail).toMatch(/^Failed to parse torrent file: ./)
  })

  it('closes the connection of one that is too large', async () => {
    const response = await call('POST', '/upload', { body: formOf('x'.repeat(10 * 2 ** 20 + 1)) })
    expect(response.status).toBe(413)
    expect(response.headers.get('Connection')).toBe('close')
  })
})

describe('/status', () => {
  it('lists downloads with a revision', async () => {
    const id = await add()
    const response = await call('GET', '/status')
    expect(response.headers.get('X-Revision')).toBe('r1')
    expect(statusReply.parse(await response.json())[id]).toMatchObject({ name: 'hello.txt', status: 'stopped' })
  })

  it('lists what changed since a revision', async () => {
    await add()
    expect(await (await call('GET', '/status?since=r1')).json()).toEqual({ removed: [] })
  })

  it.each([
    ['?sinc=r1', 'sinc is not known here.'],
    ['?since=r1&since=r2', 'since is given more than once.'],
    [`?since=${'r'.repeat(201)}`, 'since must have at most 200 characters.'],
  ])('refuses %s', async (query, detail) => {
    expect(await refusal(await call('GET', `/status${query}`))).toMatchObject({ status: 400, detail })
  })
})

describe('commands', () => {
  it.each(['GET', 'POST'] as const)('are obeyed on %s', async (method) => {
    const id = await add()
    for (const [command, message, intent] of [
      ['start', 'Download started', 'run'],
      ['pause', 'Download paused', 'pause'],
      ['resume', 'Download resumed', 'run'],
      ['stop', 'Download stopped', 'stop'],
    ] as const) {
      const response = await call(method, `/${command}/${id}`)
      expect(await response.json()).toEqual({ message })
      expect(registry.downloads.get(id)?.intent).toBe(intent)
    }
  })

  it('are refused when the state forbids them', async () => {
    const answer = await refusal(await call('POST', `/pause/${await add()}`))
    expect(answer.status).toBe(409)
    expect(answer.detail).toMatch(/pause.*stopped/)
  })
})

describe('/remove', () => {
  it.each<[string, boolean]>([
    ['', false],
    ['?keep_files', true],
    ['?keep_files=true', true],
    ['?keep_files=1', true],
    ['?keep_files=false', false],
    ['?keep_files=0', false],
  ])('on GET with "%s" keeps the files: %s', async (query, isKept) => {
    const id = await add()
    expect(await (await call('GET', `/remove/${id}${query}`)).json()).toEqual({ message: 'Download removed' })
    expect(registry.downloads.has(id)).toBe(false)
    expect(registry.kept).toEqual(isKept ? [id] : [])
  })

  it.each<[string, unknown, boolean]>([
    ['', { keep_files: true }, true],
    ['', { keep_files: 1 }, true],
    ['', { keep_files: 0 }, false],
    ['', {}, false],
    ['', '', false],
    ['?keep_files', { keep_files: false }, true],
  ])('on POST with "%s" and %j keeps the files: %s', async (query, body, isKept) => {
    const id = await add()
    expect((await post(`/remove/${id}${query}`, body)).status).toBe(200)
    expect(registry.kept).toEqual(isKept ? [id] : [])
  })

  it.each<[string, unknown]>([
    ['?keep_file=1', ''],
    ['?keep_files=perhaps', ''],
    ['', { keepfiles: true }],
    ['', { keep_files: 'yes' }],
    ['', []],
  ])('with "%s" and %j removes nothing', async (query, body) => {
    const id = await add()
    expect((await refusal(await post(`/remove/${id}${query}`, body))).status).toBe(400)
    expect(registry.downloads.has(id)).toBe(true)
  })
})

describe('/files', () => {
  it('changes selection and priorities', async () => {
    const id = await add(twoFiles)
    const body = { file_selections: { 'a.txt': false }, priorities: { 'sub/b.txt': 'high' } }
    const changed = filesReply.parse(await (await post(`/files/${id}`, body)).json())
    expect(changed.file_selections).toEqual({ 'a.txt': false, 'sub/b.txt': true })
    expect(changed.files[1]).toMatchObject({ priority: 'high' })
    expect(await (await call('GET', `/files/${id}`)).json()).toEqual(changed)
  })

  it.each<[unknown, string]>([
    [{ file_selections: { 'c.txt': true } }, 'c.txt'],
    [{ file_selections: { 'a.txt': false, 'sub/b.txt': false } }, 'at least one file'],
    [{ file_selections: { 'a.txt': 'no' } }, 'file_selections.a.txt must be true or false.'],
    [{ file_selections: {}, priorities: { 'a.txt': 'urgent' } }, 'priorities.a.txt must be one of low, normal, high.'],
    [{}, 'file_selections is missing.'],
    ['', 'The body must be a JSON object.'],
  ])('refuses %j', async (body, sentence) => {
    const id = await add(twoFiles)
    const answer = await refusal(await post(`/files/${id}`, body))
    expect(answer.status).toBe(400)
    expect(answer.detail).toContain(sentence)
    expect(registry.files(id).files.every((file) => file.selected && file.priority === 'normal')).toBe(true)
  })
})

describe('/settings', () => {
  it('changes what is named and answers all', async () => {
    const id = await add()
    const changed = await (await post(`/settings/${id}`, { speed_limit: 512, piece_order: 'sequential' })).json()
    expect(changed).toMatchObject({ speed_limit: 512, piece_order: 'sequential', max_peers: 50 })
    expect(await (await call('GET', `/settings/${id}`)).json()).toEqual(changed)
  })

  it('takes a change from the query too', async () => {
    const id = await add()
    const response = await call('GET', `/settings/${id}?speed_limit=64&auto_stop=false&piece_order=sequential`)
    expect(await response.json()).toMatchObject({ speed_limit: 64, auto_stop: false, piece_order: 'sequential' })
  })

  it.each<[unknown, string, string]>([
    [{ speed_limit: '9' }, 'speed_limit', 'must be a whole number'],
    [{ speed_limit: 1.5 }, 'speed_limit', 'must be a whole number'],
    [{ speed_limit: -1 }, 'speed_limit', 'must be at least 0'],
    [{ max_peers: 1e9 }, 'max_peers', 'must be at most 1000'],
    [{ verify_pieces: 'yes' }, 'verify_pieces', 'must be true or false'],
    [{ piece_order: 'random' }, 'piece_order', 'must be one of rarest-first, sequential'],
    [{ upload_limit: null }, 'upload_limit', 'must be a whole number'],
    [{ upload_limit: 5, colour: 'red' }, 'colour', 'is not known here'],
  ])('refuses %j whole', async (body, field, message) => {
    const id = await add()
    const before = registry.settings(id)
    const answer = await refusal(await post(`/settings/${id}`, body))
    expect(answer).toEqual({ status: 400, detail: `${field} ${message}.`, errors: [{ path: field, message }] })
    expect(registry.settings(id)).toEqual(before)
  })

  it.each(['?speed_limit=', '?speed_limit=fast', '?colour=red', '?auto_stop=1'])(
    'refuses the query %s',
    async (query) => {
      expect((await call('GET', `/settings/${await add()}${query}`)).status).toBe(400)
    },
  )

  it('names only the first of many errors in its sentence', async () => {
    const body = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`key${index}`, 1]))
    const answer = await refusal(await post(`/settings/${await add()}`, body))
    expect(answer.detail).toBe('key0 is not known here. key1 is not known here. key2 is not known here. And 47 more.')
    expect(answer.errors).toHaveLength(50)
  })

  it.each<[string, RequestInit, number, string]>([
    ['no JSON', { body: '{', headers: { 'Content-Type': 'application/json' } }, 400, 'The body is not valid JSON.'],
    ['another type', { body: '{}', headers: { 'Content-Type': 'text/plain' } }, 400, 'application/json'],
    ['no type', { body: new Uint8Array([123, 125]) }, 400, 'application/json'],
    ['a megabyte and more', { body: ' '.repeat(2 ** 20 + 1) }, 413, 'larger than 1.00 MB'],
  ])('refuses a body of %s', async (_, init, status, sentence) => {
    const answer = await refusal(await call('POST', `/settings/${await add()}`, init))
    expect(answer.status).toBe(status)
    expect(answer.detail).toContain(sentence)
  })
})

describe('the download folder', () => {
  it('can be asked for and set', async () => {
    expect(await (await post('/set-download-dir', { directory: '/elsewhere' })).json()).toEqual({
      directory: '/elsewhere',
    })
    expect(await (await call('GET', '/get-download-dir')).json()).toEqual({ directory: '/elsewhere' })
  })

  it.each([
    [{}],
    [{ directory: '' }],
    [{ directory: 7 }],
    [{ directory: 'relative' }],
    [{ directory: '/x', force: true }],
  ])('stays when asked for %j', async (body) => {
    expect((await post('/set-download-dir', body)).status).toBe(400)
    expect(registry.downloadDir).toBe('/downloads')
  })
})
