import { createHash } from 'node:crypto'
import { Damage } from './damage'

const head = '{"sha256":"'
const middle = '",\n"content":'
const tail = '}\n'
const contentStart = head.length + 64 + middle.length

/**
 * JSON with the SHA-256 of its content in front: `{"sha256":"…","content":…}`. It stays readable, and any change of it
 * shows, also one that leaves valid JSON.
 */
export function sealJson(value: unknown): string {
  const content = JSON.stringify(value)
  return `${head}${checksumOf(content)}${middle}${content}${tail}`
}

/**
 * The value that was sealed.
 * @throws Damage when the text is not exactly what `sealJson` made
 */
export function unsealJson(text: string): unknown {
  if (text === '') throw new Damage('it is empty')
  const checksum = text.slice(head.length, head.length + 64)
  const isFramed =
    text.startsWith(head) &&
    text.startsWith(middle, head.length + 64) &&
    text.endsWith(tail) &&
    text.length > contentStart
  if (!isFramed) throw new Damage('it is cut short or not in the form of a state file')
  const content = text.slice(contentStart, -tail.length)
  if (checksumOf(content) !== checksum) throw new Damage('its checksum does not match its content')
  try {
    return JSON.parse(content)
  } catch (error) {
    throw new Damage('it is not JSON', { cause: error })
  }
}

function checksumOf(content: string): string {
  return createHash('sha256').update(content).digest('hex')
}
