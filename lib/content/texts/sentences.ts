import { Random } from '@/lib/util/random'
import * as words from './vocabulary'

// A sentence of every length between these, in bytes; vocabulary.ts has a remark for what is shorter.
const leastBytes = 30
const mostBytes = 90
const sentencesMade = 10_000
const poolBytes = 32 * 1024

/** Builds a sentence without its full stop and its capital letter. */
const patterns: ((say: Speaker) => string)[] = [
  (say) => `the ${say.thing()} ${say.did()} the ${say.noun()} ${say.circumstance()}.`,
  (say) => `the ${say.noun()} ${say.was()} ${say.adverb()}.`,
  (say) => `the ${say.thing()} ${say.was()} ${say.adverb()}, and the ${say.noun()} ${say.was()} ${say.circumstance()}.`,
  (say) => `${say.circumstance()}, the ${say.thing()} ${say.did()} the ${say.noun()} ${say.adverb()}.`,
  (say) => `${say.circumstance()}, the ${say.noun()} ${say.was()}.`,
  (say) => `nobody expected the ${say.noun()} to ${say.doTo()} the ${say.thing()}.`,
  (say) => `when the ${say.noun()} ${say.was()}, every ${say.noun()} ${say.was()} ${say.adverb()}.`,
  (say) => `if the ${say.noun()} could ${say.be()}, it would ${say.doTo()} the ${say.noun()} ${say.circumstance()}.`,
  (say) => `it took ${say.many()} days to ${say.doTo()} the ${say.noun()}.`,
  (say) => `who would ${say.doTo()} the ${say.thing()} ${say.circumstance()}?`,
  (say) => `the ${say.noun()} was ${say.adjective()}, but the ${say.noun()} was ${say.adjective()} and ${say.was()}.`,
  (say) =>
    `they ${say.did()} the ${say.noun()}, they ${say.did()} the ${say.noun()}, and they ${say.was()} ${say.adverb()}.`,
  (say) => `there was only one ${say.thing()} left, and it ${say.was()} ${say.adverb()}.`,
  (say) => `one does not ${say.doTo()} the ${say.noun()} ${say.circumstance()}; one ${say.did()} it once.`,
  (say) => `for ${say.many()} years the ${say.noun()} had no ${say.noun()}.`,
  (say) => `the ${say.noun()} and the ${say.noun()} ${say.was()} ${say.circumstance()}.`,
]

/** Words of every kind, at random. */
class Speaker {
  constructor(private readonly random: Random) {}

  sentence(): string {
    const sentence = this.random.pick(patterns)(this)
    return sentence.charAt(0).toUpperCase() + sentence.slice(1)
  }

  adjective = () => this.random.pick(words.adjectives)
  noun = () => this.random.pick(words.nouns)
  thing = () => `${this.adjective()} ${this.noun()}`
  did = () => this.random.pick(words.transitiveVerbs)[1]
  doTo = () => this.random.pick(words.transitiveVerbs)[0]
  was = () => this.random.pick(words.intransitiveVerbs)[1]
  be = () => this.random.pick(words.intransitiveVerbs)[0]
  adverb = () => this.random.pick(words.adverbs)
  circumstance = () => this.random.pick(words.circumstances)
  many = () => this.random.pick(words.manyOf)
}

interface Sentences {
  readonly all: readonly string[]
  readonly byLength: readonly (readonly string[])[]
}

let shared: Sentences | undefined

/** The same for every file. */
function sentences(): Sentences {
  if (shared !== undefined) return shared
  const speaker = new Speaker(new Random('sentences'))
  const all = Array.from({ length: sentencesMade }, () => speaker.sentence()).filter(
    ({ length }) => length >= leastBytes && length <= mostBytes,
  )
  const byLength: string[][] = Array.from({ length: mostBytes + 1 }, () => [])
  for (const sentence of all) byLength[sentence.length]!.push(sentence)
  shared = { all, byLength }
  return shared
}

/**
 * Whole sentences of exactly `length` bytes together: ASCII letters, spaces and `.,;?-`, so that no format has to escape
 * any of it. Fewer bytes than a sentence has are a short remark.
 */
export function fittedText(length: number, random: Random): string {
  const { all, byLength } = sentences()
  const said: string[] = []
  let rest = length
  while (rest > mostBytes || (rest > 2 * leastBytes && random.chance(0.4))) {
    // What is left after it and a space is at least the shortest sentence.
    const most = rest - leastBytes - 1
    const any = random.pick(all)
    const fitting = any.length <= most ? any : random.pick(byLength[leastBytes + random.below(most - leastBytes + 1)]!)
    said.push(fitting)
    rest -= fitting.length + 1
  }
  if (rest >= leastBytes) said.push(random.pick(byLength[rest]!))
  else if (rest > 0) said.push(words.shortRemarks[rest - 1]!)
  return said.join(' ')
}

/** Texts of one length. */
export interface Pool {
  /** The texts one after another. */
  readonly bytes: Uint8Array
  /** Each of them, as a view of those bytes. */
  readonly items: readonly Uint8Array[]
  /** Of each, in bytes. */
  readonly itemLength: number
}

const encoder = new TextEncoder()
const pools = new Map<string, Pool>()

/** Sentences of `length` bytes together, as many as fit in 32 KiB, made once; `shape` may break them into lines. */
export function sentencePool(length: number, shape: (text: string) => string = (text) => text, kind = ''): Pool {
  return sharedPool(`${kind} ${length}`, () => {
    const random = new Random(`${kind} ${length}`)
    return Array.from({ length: Math.max(16, Math.floor(poolBytes / length)) }, () => shape(fittedText(length, random)))
  })
}

/** Names such as `Patient Lighthouse`, of `length` bytes each, from 10 to 20; made once. */
export function namePool(length: number): Pool {
  return sharedPool(`names ${length}`, () => {
    const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
    return words.adjectives.flatMap((adjective) =>
      words.nouns
        .filter((noun) => adjective.length + 1 + noun.length === length)
        .map((noun) => `${capital(adjective)} ${capital(noun)}`),
    )
  })
}

/** Texts of one length that `make` makes, once. */
export function madePool(kind: string, count: number, make: (random: Random) => string): Pool {
  return sharedPool(kind, () => {
    const random = new Random(kind)
    return Array.from({ length: count }, () => make(random))
  })
}

/** One of the words. */
export function wordPool(list: readonly string[]): Pool {
  return sharedPool(`words ${list.join()}`, () => list)
}

/** Lines of text that are all equally long in UTF-8. */
function sharedPool(key: string, make: () => readonly string[]): Pool {
  const known = pools.get(key)
  if (known !== undefined) return known
  const texts = make()
  const itemLength = encoder.encode(texts[0]).length
  const bytes = new Uint8Array(texts.length * itemLength)
  const items = texts.map((text, index) => {
    const item = bytes.subarray(index * itemLength, (index + 1) * itemLength)
    const { read, written } = encoder.encodeInto(text, item)
    if (read < text.length || written < itemLength) throw new Error(`${key}: "${text}" is of another length`)
    return item
  })
  const pool = { bytes, items, itemLength }
  pools.set(key, pool)
  return pool
}
