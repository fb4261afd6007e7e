import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { DownloadError } from '@/lib/download/errors'
import { messageReply } from './contract'
import { FakeRegistry } from './fake-registry'
import { isRoute, type RouteOptions, route } from './route'

vi.mock('@/lib/registry/instance', () => ({ getRegistry: () => new FakeRegistry() }))

type MessageRoute = RouteOptions<unknown, unknown, unknown, { message: string }>

async function callRoute(handle: MessageRoute['handle'], headers: Record<string, string> = {}) {
  const handler = route({ reply: messageReply, acts: true, handle })
  const request = new Request('http://localhost:8081/thing', { headers })
  const response = await handler(request, { params: Promise.resolve({}) })
  return { status: response.status, body: await response.json() }
}

/** What reaches the log's error stream while `run` runs. */
async function loggedBy(run: () => Promise<unknown>): Promise<string> {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  try {
    await run()
    return written.mock.calls.map(([line]) => String(line)).join('')
  } finally {
    written.mockRestore()
  }
}

describe('a route', () => {
  it('answers what its handler gives, without what the schema does not know', async () => {
    const answer = await callRoute(() => ({ message: 'done', secret: 'kept' }))
    expect(answer).toEqual({ status: 200, body: { message: 'done' } })
  })

  it('is known as one', () => {
    expect(isRoute(route({ reply: messageReply, handle: () => ({ message: '' }) }))).toBe(true)
    expect(isRoute(() => new Response())).toBe(false)
    expect(isRoute(undefined)).toBe(false)
  })

  it('does not call its handler when the guard refuses', async () => {
    const handle = vi.fn(() => ({ message: 'done' }))
    const answer = await callRoute(handle, { 'Sec-Fetch-Site': 'cross-site' })
    expect(answer.status).toBe(403)
    expect(handle).not.toHaveBeenCalled()
  })

  it('answers a bug with 500, tells nothing of it, and logs it with its stack', async () => {
    let answer: Awaited<ReturnType<typeof callRoute>> | undefined
    const logged = await loggedBy(async () => {
      answer = await callRoute(() => {
        throw new TypeError('secret of /home/someone')
      })
    })
    expect(answer?.status).toBe(500)
    expect(answer?.body.detail).toMatch(/^Server error: /)
    expect(JSON.stringify(answer)).not.toContain('secret')
    expect(logged).toMatch(/path=\/thing .*secret of \/home\/someone.*route\.test\.ts/)
  })

  it('takes a reply that breaks its schema for a bug', async () => {
    const logged = await loggedBy(async () => {
      const handler = route({ reply: z.object({ count: z.int() }), handle: () => ({ count: 0.5 }) })
      const response = await handler(new Request('http://localhost/thing'), { params: Promise.resolve({}) })
      expect(response.status).toBe(500)
    })
    expect(logged).toContain('The reply breaks its schema')
  })

  it.each([
    ['disk-full', 507],
    ['storage', 500],
    ['closing', 503],
  ] as const)('logs a failure of the server itself: %s', async (code, status) => {
    const logged = await loggedBy(async () => {
      const answer = await callRoute(() => {
        throw new DownloadError(code, 'A sentence.')
      })
      expect(answer).toEqual({ status, body: { detail: 'A sentence.' } })
    })
    expect(logged).toContain('A sentence.')
  })

  it("does not log a caller's mistake", async () => {
    const logged = await loggedBy(() =>
      callRoute(() => {
        throw new DownloadError('invalid-input', 'A sentence.')
      }),
    )
    expect(logged).toBe('')
  })
})
