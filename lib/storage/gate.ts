/** Lets many through at once, or one alone; who waits to be alone goes before who comes later. */
export class Gate {
  private running = 0
  private closed: Promise<void> | undefined
  private whenIdle: (() => void) | undefined

  async shared<T>(work: () => Promise<T>): Promise<T> {
    while (this.closed !== undefined) await this.closed
    this.running++
    try {
      return await work()
    } finally {
      this.running--
      if (this.running === 0) this.whenIdle?.()
    }
  }

  async alone<T>(work: () => Promise<T>): Promise<T> {
    while (this.closed !== undefined) await this.closed
    let reopen = () => {}
    this.closed = new Promise((resolve) => {
      reopen = resolve
    })
    try {
      if (this.running > 0) {
        await new Promise<void>((resolve) => {
          this.whenIdle = resolve
        })
      }
      return await work()
    } finally {
      this.whenIdle = undefined
      this.closed = undefined
      reopen()
    }
  }
}
