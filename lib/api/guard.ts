/** What of a request decides whether it may act. */
export interface GuardedRequest {
  readonly method: string
  readonly headers: Pick<Headers, 'get'>
  /** True when the request would change something. */
  readonly acts: boolean
}

/**
 * The sentence a request is refused with, or undefined when it may pass. Refused is what a page of another site, or a
 * browser that fetches ahead, could have a person's browser send without the person wanting it.
 */
export function refusalSentence({ headers, acts }: GuardedRequest): string | undefined {
  if (!acts) return undefined
  const site = headers.get('sec-fetch-site')
  if (site === 'cross-site' || site === 'same-site') return 'Requests from pages of other sites are refused.'
  const origin = headers.get('origin')
  if (origin !== null && !isSameHost(origin, headers.get('host'))) {
    return 'Requests from pages of other sites are refused: Origin and Host differ.'
  }
  const purpose = `${headers.get('sec-purpose') ?? ''} ${headers.get('purpose') ?? ''}`
  if (/\bpre(fetch|render)\b/i.test(purpose)) return 'Requests that change something cannot be fetched ahead.'
  return undefined
}

// An Origin leaves out its scheme's own port; Host may name it. `null` is the origin of a sandboxed page.
function isSameHost(origin: string, host: string | null): boolean {
  if (host === null || !URL.canParse(origin)) return false
  const { protocol, host: originHost } = new URL(origin)
  const own = `${protocol}//${host}`
  return originHost !== '' && URL.canParse(own) && new URL(own).host === originHost
}
