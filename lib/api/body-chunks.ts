import { DownloadError } from '@/lib/download/errors'
import { formatBytes } from '@/lib/util/format'

/**
 * The body of a request as it arrives. Leaving the loop early cancels the stream: what is still under way is not read.
 * @throws DownloadError `too-large` as soon as the limit is passed or announced to be; `invalid-input` when it breaks off
 */
export async function* bodyChunks(request: Request, maxBytes: number): AsyncGenerator<Uint8Array, void> {
  if (request.body === null) return
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) {
    await request.body.cancel()
    throw tooLarge(maxBytes)
  }
  let receivedBytes = 0
  try {
    for await (const chunk of request.body) {
      receivedBytes += chunk.length
      if (receivedBytes > maxBytes) throw tooLarge(maxBytes)
      yield chunk
    }
  } catch (cause) {
    if (cause instanceof DownloadError) throw cause
    throw new DownloadError('invalid-input', 'The request broke off before its end.', {}, { cause })
  }
}

function tooLarge(maxBytes: number): DownloadError {
  return new DownloadError('too-large', `The request is larger than ${formatBytes(maxBytes)}.`)
}
