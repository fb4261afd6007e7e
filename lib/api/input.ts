import type { z } from 'zod'
import { DownloadError } from '@/lib/download/errors'
import type { FieldError } from './contract'

const maxErrors = 50
const maxSentences = 3
const maxNameLength = 200

/**
 * A value of the caller's as its schema wants it; `what` names the whole of it, as "The body".
 * @throws DownloadError `invalid-input` with a sentence that names the fields, and each of them in `details.fields`
 */
export function parseInput<Value>(schema: z.ZodType<Value>, value: unknown, what: string): Value {
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.flatMap(fieldErrors).slice(0, maxErrors)
  throw new DownloadError('invalid-input', sentenceOf(fields, what), { fields })
}

function sentenceOf(fields: readonly FieldError[], what: string): string {
  const sentences = fields.slice(0, maxSentences).map(({ path, message }) => {
    return `${path === '' ? what : path} ${message}.`
  })
  const more = fields.length - sentences.length
  return sentences.join(' ') + (more > 0 ? ` And ${more} more.` : '')
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String)
  if (issue.code !== 'unrecognized_keys') return [{ path: nameOf(path), message: predicateOf(issue) }]
  return issue.keys.slice(0, maxErrors).map((key) => ({ path: nameOf([...path, key]), message: 'is not known here' }))
}

function nameOf(path: readonly string[]): string {
  return path.join('.').slice(0, maxNameLength)
}

// Every number that a caller can send is a whole one.
const kinds: Record<string, string> = {
  int: 'a whole number',
  number: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  object: 'a JSON object',
  record: 'a JSON object',
  array: 'a list',
}

// What the field must be, so that it reads on from its name: "speed_limit" + "must be a whole number".
function predicateOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.path.length > 0 ? 'is missing' : `must be ${kindOf(issue.expected)}`
    case 'too_small':
      if (issue.origin !== 'string') return `must be at least ${issue.minimum}`
      return Number(issue.minimum) === 1 ? 'must not be empty' : `must have at least ${issue.minimum} characters`
    case 'too_big':
      return issue.origin === 'string'
        ? `must have at most ${issue.maximum} characters`
        : `must be at most ${issue.maximum}`
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`
    case 'invalid_union':
    case 'custom':
      return issue.message
    default:
      return `is wrong: ${issue.message}`
  }
}

function kindOf(expected: string): string {
  return kinds[expected] ?? expected
}
