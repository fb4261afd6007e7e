/** The v1 info hash: SHA-1 of the exact bytes of `info`, 40 hex digits in lower case (BEP 3). A download's id. */
export type InfoHash = string & { readonly __infoHash: true }

/** Takes 40 hex digits in either case. Answers undefined for anything else. */
export function parseInfoHash(text: string): InfoHash | undefined {
  return /^[0-9a-f]{40}$/i.test(text) ? (text.toLowerCase() as InfoHash) : undefined
}
