import { isUtf8 } from 'node:buffer'

/** Turns a torrent's bytes into text. */
export type TextReader = (bytes: Uint8Array) => string

/**
 * Reads UTF-8; what is not, in the charset the torrent names if it is known (`encoding`, an old custom for names in
 * Big5, GBK, Shift_JIS); what is neither, as UTF-8 with U+FFFD in place of the bad bytes.
 */
export function textReader(charset: string | undefined): TextReader {
  const legacy = charset === undefined ? undefined : decoderOf(charset)
  return (bytes) => {
    const decoder = legacy === undefined || isUtf8(bytes) ? utf8 : legacy
    return decoder.decode(bytes)
  }
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

function decoderOf(charset: string): TextDecoder | undefined {
  try {
    return new TextDecoder(charset)
  } catch (error) {
    // The one thing a TextDecoder can object to: a name it does not know.
    if (error instanceof RangeError) return undefined
    throw error
  }
}
