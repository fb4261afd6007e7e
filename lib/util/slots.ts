/** Lets so many tasks run at once; the others wait, in the order they came. */
export class Slots {
  private readonly waiting: (() => void)[] = []

  constructor(private free: number) {}

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--
    else await new Promise<void>((resolve) => this.waiting.push(resolve))
    try {
      return await task()
    } finally {
      // The slot goes from hand to hand, so that nobody who comes later takes it first.
      const next = this.waiting.shift()
      if (next === undefined) this.free++
      else next()
    }
  }
}
