import { DownloadError } from '@/lib/download/errors'
import { bodyChunks } from './body-chunks'

const maxJsonBytes = 1024 * 1024

/**
 * The JSON a request brings; undefined when its body is empty.
 * @throws DownloadError `too-large` past 1 MB, while reading; `invalid-input` when it is not JSON
 */
export async function readJson(request: Request): Promise<unknown> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bodyChunks(request, maxJsonBytes)) chunks.push(chunk)
  if (chunks.length === 0) return undefined
  // A page of another site can send any other type without asking first.
  const mediaType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json') {
    throw new DownloadError('invalid-input', 'The body must be JSON, sent as Content-Type: application/json.')
  }
  return parseJson(new TextDecoder().decode(Buffer.concat(chunks)), 'The body')
}

/** @throws DownloadError `invalid-input` naming `what` when the text is not JSON */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new DownloadError('invalid-input', `${what} is not valid JSON.`, {}, { cause })
  }
}
