import type { EventBus } from '@/lib/download/events'

const maxKept = 20

/** What is wrong and not yet mended, in sentences: shown by /health. */
export class Problems {
  private readonly lasting: string[] = []
  private readonly passing = new Map<string, string>()

  constructor(private readonly events: EventBus) {}

  /** Something that happened and that a person should know of, such as a damaged file that was set aside. */
  add(sentence: string): void {
    this.lasting.push(sentence)
    if (this.lasting.length > maxKept) this.lasting.shift()
    this.events.emit('problem', { sentence })
  }

  /** Something is wrong with this subject, until it is cleared; told once as long as it stays the same. */
  set(subject: string, sentence: string): void {
    if (this.passing.get(subject) === sentence) return
    this.passing.set(subject, sentence)
    this.events.emit('problem', { sentence })
  }

  clear(subject: string): void {
    this.passing.delete(subject)
  }

  all(): string[] {
    return [...this.lasting, ...this.passing.values()]
  }
}
