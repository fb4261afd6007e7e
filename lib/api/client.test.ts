import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as client from './client'

interface Seen {
  method: string | undefined
  url: string | undefined
  type: string | undefined
  body: string
}

let answer: (response: ServerResponse) => void
let seen: Seen[]
let stop: () => Promise<void>

// The page calls addresses without a host; here they lead to a server of the test's own.
beforeEach(async () => {
  seen = []
  answer = (response) => response.setHeader('Content-Type', 'application/json').end('{"message":"done"}')
  const server = createServer(async (request, response) => {
    seen.push(await readRequest(request))
    answer(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const realFetch = globalThis.fetch
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => realFetch(`http://127.0.0.1:${port}${path}`, init))
  stop = () =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
})

afterEach(async () => {
  vi.unstubAllGlobals()
  await stop()
})

async function readRequest(request: IncomingMessage): Promise<Seen> {
  let body = ''
  for await (const chunk of request) body += chunk
  return { method: request.method, url: request.url, type: request.headers['content-type'], body }
}

async function failure(call: Promise<unknown>): Promise<client.ApiError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof client.ApiError)) throw new Error('It did not fail with an ApiError.', { cause: error })
  return error
}

function refuse(status: number, body: string) {
  answer = (response) => response.writeHead(status).end(body)
}

describe('the client', () => {
  it.each<[string, () => Promise<unknown>, string, string, string]>([
    ['sendCommand', () => client.sendCommand('pause', 'a b'), 'POST', '/pause/a%20b', ''],
    [
      'removeDownload',
      () => client.removeDownload('x', { keepFiles: true }),
      'POST',
      '/remove/x',
      '{"keep_files":true}',
    ],
    ['fetchFiles', () => client.fetchFiles('x'), 'GET', '/files/x', ''],
    [
      'changeFiles',
      () => client.changeFiles('x', { file_selections: { a: true } }),
      'POST',
      '/files/x',
      '{"file_selections":{"a":true}}',
    ],
    ['fetchSettings', () => client.fetchSettings('x'), 'GET', '/settings/x', ''],
    ['changeSettings', () => client.changeSettings('x', { max_peers: 3 }), 'POST', '/settings/x', '{"max_peers":3}'],
    ['fetchDownloadDir', () => client.fetchDownloadDir(), 'GET', '/get-download-dir', ''],
    ['setDownloadDir', () => client.setDownloadDir('/d'), 'POST', '/set-download-dir', '{"directory":"/d"}'],
    ['fetchHealth', () => client.fetchHealth(), 'GET', '/health', ''],
  ])('%s makes its call', async (_, call, method, url, body) => {
    expect(await call()).toEqual({ message: 'done' })
    expect(seen).toEqual([{ method, url, type: body === '' ? undefined : 'application/json', body }])
  })

  it('asks for what changed, and answers the revision', async () => {
    answer = (response) => response.setHeader('X-Revision', 'r2').end('{"removed":["x"]}')
    expect(await client.fetchStatus('r 1')).toEqual({ revision: 'r2', reply: { removed: ['x'] } })
    expect(seen[0]?.url).toBe('/status?since=r%201')
    await client.fetchStatus()
    expect(seen[1]?.url).toBe('/status')
  })

  it('uploads a torrent with what goes with it', async () => {
    const options = { settings: { speed_limit: 1 }, fileSelections: { a: false }, start: true }
    await client.uploadTorrent(new File(['d4:infoe'], 'a.torrent'), options)
    expect(seen[0]?.type).toMatch(/^multipart\/form-data; boundary=/)
    for (const part of [
      'name="settings"\r\n\r\n{"speed_limit":1}',
      '{"a":false}',
      'name="start"\r\n\r\ntrue',
      'd4:infoe',
    ]) {
      expect(seen[0]?.body).toContain(part)
    }
  })

  it('throws what a refusal says', async () => {
    const errors = [{ path: 'max_peers', message: 'must be at least 1' }]
    refuse(409, JSON.stringify({ detail: 'It is here already.', errors, torrent_id: 'x' }))
    const error = await failure(client.uploadTorrent(new File([], 'a.torrent')))
    expect(error).toMatchObject({ status: 409, detail: 'It is here already.', errors, torrentId: 'x' })
  })

  it.each(['<html>', 'null', ''])('throws a sentence when a refusal is no JSON of ours: "%s"', async (body) => {
    refuse(502, body)
    expect(await failure(client.fetchHealth())).toMatchObject({
      status: 502,
      detail: 'The server answered 502 Bad Gateway.',
    })
  })

  it('throws status 0 when the server cannot be reached', async () => {
    answer = (response) => response.destroy()
    expect(await failure(client.fetchStatus())).toMatchObject({ status: 0, detail: 'The server cannot be reached.' })
  })

  it('throws status 0 when an answer breaks off', async () => {
    answer = (response) => {
      response.writeHead(200, { 'Content-Length': '100' }).write('{"removed"')
      setImmediate(() => response.destroy())
    }
    expect((await failure(client.fetchStatus())).status).toBe(0)
  })
})
