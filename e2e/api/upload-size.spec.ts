import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { expect, megabyte, refused, test, uniqueTorrent } from './api'

const boundary = 'x-boundary-x'
const partHead = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.torrent"\r\n\r\n`

/** Sends up to 100 MB of a file, as fast as they are taken; answers what came back and how much went out. */
async function send100MB(port: number, framing: string): Promise<{ answer: string; sentBytes: number }> {
  const socket = connect(port, '127.0.0.1')
  const chunk = Buffer.alloc(megabyte)
  let answer = ''
  let sentBytes = 0
  socket.setEncoding('utf8').on('data', (text) => {
    answer += text
  })
  const ended = new Promise<void>((resolve) => {
    // A reset tells of the end as well: the server does not take the rest.
    socket.on('error', () => {})
    socket.on('close', () => resolve())
  })
  const isChunked = framing.startsWith('Transfer-Encoding')
  const frame = (bytes: Buffer) => {
    return isChunked
      ? Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
      : bytes
  }
  const write = (bytes: Buffer) => new Promise<boolean>((resolve) => socket.write(bytes, (error) => resolve(!error)))
  socket.write(`POST /upload HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${framing}\r\n`)
  socket.write(`Content-Type: multipart/form-data; boundary=${boundary}\r\n\r\n`)
  let isOpen = await write(frame(Buffer.from(partHead)))
  while (isOpen && sentBytes < 100 * megabyte) {
    isOpen = await write(frame(chunk))
    if (isOpen) sentBytes += chunk.length
  }
  await ended
  return { answer, sentBytes }
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024
}

test('POST /upload takes a file up to 10 MB and refuses a larger one with 413', async ({ api }) => {
  await refused(await api.upload(Buffer.alloc(10 * megabyte, 'x')), 400, /^Failed to parse torrent file: /)
  await refused(await api.upload(Buffer.alloc(10 * megabyte + 1, 'x')), 413, /10\.0 MB/)
})

test('POST /upload refuses a long field with 413', async ({ api }) => {
  const settings = ' '.repeat(2 * megabyte + 1)
  await refused(await api.upload(uniqueTorrent(), { settings }), 413, /^The field settings is larger/)
})

test('POST /settings/ID refuses a body above 1 MB with 413', async ({ api, request }) => {
  const { torrent_id } = await api.add(uniqueTorrent())
  const data = { speed_limit: 1, padding: 'x'.repeat(megabyte) }
  await refused(await request.post(`/settings/${torrent_id}`, { data }), 413, /1\.00 MB/)
})

test('an upload of 100 MB gets its 413 while it is sent, and the server does not keep it', async ({ ownServer }) => {
  const server = await ownServer()
  const hasProc = process.platform === 'linux'
  const before = hasProc ? await residentMegabytes(server.pid) : 0
  for (const framing of [`Content-Length: ${100 * megabyte}`, 'Transfer-Encoding: chunked']) {
    for (let round = 0; round < 3; round++) {
      const { answer, sentBytes } = await send100MB(server.port, framing)
      expect(answer).toMatch(/^HTTP\/1\.1 413 /)
      expect(answer).toMatch(/"detail":"The (file|request) is larger than 1/)
      // What the limit allows, and what the buffers of two sockets hold.
      expect(sentBytes).toBeLessThan(30 * megabyte)
    }
  }
  // Six times 100 MB were offered; one file of the limit is held while it is read.
  if (hasProc) expect((await residentMegabytes(server.pid)) - before).toBeLessThan(70)
  expect((await fetch(`${server.url}/health`)).status).toBe(200)
})
