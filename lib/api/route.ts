import { z } from 'zod'
import { DownloadError } from '@/lib/download/errors'
import { processLog } from '@/lib/operations/log'
import { getRegistry } from '@/lib/registry/instance'
import type { RegistryPort } from '@/lib/registry/port'
import type { ErrorReply } from './contract'
import { refusalOf } from './errors'
import { refusalSentence } from './guard'
import { parseInput } from './input'
import { readJson } from './json-body'
import { lingeringBody } from './lingering-body'
import { queryOf } from './query'

/** What Next calls for one method of an address. */
export type RouteHandler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

export interface RouteInput<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly registry: RegistryPort
  readonly request: Request
  /** Of the reply, when it succeeds. */
  readonly headers: Headers
}

/** What a part is parsed with; a part without a schema is not looked at. */
export interface RouteOptions<Params, Query, Body, Reply> {
  readonly params?: z.ZodType<Params>
  readonly query?: z.ZodType<Query>
  /** Of the JSON body; it is not read without one. */
  readonly body?: z.ZodType<Body>
  readonly reply: z.ZodType<Reply>
  /** True when it can change something; the default is true for all but GET. */
  readonly acts?: boolean
  readonly handle: (input: RouteInput<Params, Query, Body>) => Reply | Promise<Reply>
}

const made = new WeakSet<RouteHandler>()

/** Makes the handler of one method of an address: guard, parse, call, check the reply; failures become errors of HTTP. */
export function route<Params, Query, Body, Reply>(options: RouteOptions<Params, Query, Body, Reply>): RouteHandler {
  return register(async (request, context) => {
    try {
      return await answer(options, request, await context.params)
    } catch (error) {
      return errorResponse(error, request)
    }
  })
}

/** Answers HEAD where GET would act: Next would answer it by calling GET. RFC 9110: 405 names what is allowed. */
export function refuseHead(...allowed: string[]): RouteHandler {
  const headers = { Allow: allowed.join(', '), 'Cache-Control': 'no-store' }
  return register(async () => new Response(null, { status: 405, headers }))
}

/** True for what `route` and `refuseHead` made. */
export function isRoute(handler: unknown): boolean {
  return typeof handler === 'function' && made.has(handler as RouteHandler)
}

function register(handler: RouteHandler): RouteHandler {
  made.add(handler)
  return handler
}

async function answer<Params, Query, Body, Reply>(
  options: RouteOptions<Params, Query, Body, Reply>,
  request: Request,
  params: Record<string, string>,
): Promise<Response> {
  const { method, headers: given, url } = request
  const refused = refusalSentence({ method, headers: given, acts: options.acts ?? method !== 'GET' })
  if (refused !== undefined) throw new DownloadError('not-allowed', refused)
  const headers = new Headers()
  const reply = await options.handle({
    params: parsePart(options.params, 'The address', () => params),
    query: parsePart(options.query, 'The query', () => queryOf(url)),
    body: options.body === undefined ? undefinedPart() : parseInput(options.body, await readJson(request), 'The body'),
    registry: getRegistry(),
    request,
    headers,
  })
  const checked = options.reply.safeParse(reply)
  if (!checked.success) throw new Error(`The reply breaks its schema: ${z.prettifyError(checked.error)}`)
  return json(200, checked.data, headers)
}

function parsePart<Value>(schema: z.ZodType<Value> | undefined, what: string, read: () => unknown): Value {
  return schema === undefined ? undefinedPart() : parseInput(schema, read(), what)
}

// Without a schema a part's type is inferred as unknown: nobody can use it.
function undefinedPart<Value>(): Value {
  return undefined as Value
}

function errorResponse(error: unknown, request: Request): Response {
  const { method, url } = request
  const about = { method, path: new URL(url).pathname, error }
  if (!(error instanceof DownloadError)) {
    processLog().error('Request failed: this is a bug', about)
    return json(500, { detail: 'Server error: the request could not be carried out; the log of the server says why.' })
  }
  const { status, body } = refusalOf(error)
  if (status >= 500) processLog().error('Request failed', about)
  return error.code === 'too-large' ? unreadResponse(status, body) : json(status, body satisfies ErrorReply)
}

// The sender may still be sending: it gets the answer now, and the connection ends a moment later. It is not used again,
// since what was not read of the body would stand before the next request.
function unreadResponse(status: number, body: ErrorReply): Response {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  const headers = baseHeaders()
  headers.set('Connection', 'close')
  headers.set('Content-Type', 'application/json')
  headers.set('Content-Length', String(bytes.length))
  return new Response(lingeringBody(bytes), { status, headers })
}

function json(status: number, body: unknown, headers = new Headers()): Response {
  return Response.json(body, { status, headers: baseHeaders(headers) })
}

function baseHeaders(headers = new Headers()): Headers {
  headers.set('Cache-Control', 'no-store')
  headers.set('X-Content-Type-Options', 'nosniff')
  return headers
}
