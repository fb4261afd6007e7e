/** A loop of coded packets, to be played over and over: the first picture of a loop is a key picture. */
export interface Clip<Head extends string = never> {
  /** What a decoder is told beforehand, by the name it has in the codec's specification. */
  readonly head: Readonly<Record<Head, Uint8Array>>
  readonly packets: readonly Uint8Array[]
  /** Bytes of the longest packet. */
  readonly longest: number
}

/** A clip that is decoded from base64 when it is first asked for. */
export function clip<Head extends string>(
  head: Readonly<Record<Head, string>>,
  packets: () => readonly string[],
): () => Clip<Head> {
  let decoded: Clip<Head> | undefined
  return () => {
    decoded ??= decode(head, packets())
    return decoded
  }
}

function decode<Head extends string>(head: Readonly<Record<Head, string>>, packets: readonly string[]): Clip<Head> {
  const bytes = packets.map(fromBase64)
  const heads = Object.entries<string>(head).map(([key, value]) => [key, fromBase64(value)])
  return {
    head: Object.fromEntries(heads) as Record<Head, Uint8Array>,
    packets: bytes,
    longest: Math.max(...bytes.map(({ length }) => length)),
  }
}

// Into memory of its own: a buffer of Node's pool would keep its neighbours alive.
function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64'))
}
