import type { StatusReply, UploadReply } from '@/lib/api/contract'
import { pause } from './process'

/** The API of one server, as far as the benches need it. */
export class BenchClient {
  constructor(private readonly url: string) {}

  /** Answers the id. */
  async upload(torrent: Uint8Array, start: boolean): Promise<string> {
    const form = new FormData()
    form.set('file', new File([new Uint8Array(torrent)], 'bench.torrent'))
    form.set('start', String(start))
    const response = await fetch(`${this.url}/upload`, { method: 'POST', body: form })
    if (!response.ok) throw new Error(`POST /upload: ${response.status} ${await response.text()}`)
    return ((await response.json()) as UploadReply).torrent_id
  }

  async status(): Promise<StatusReply> {
    const response = await fetch(`${this.url}/status`)
    return (await response.json()) as StatusReply
  }

  /** Milliseconds of one GET /status, its body read. */
  async timedStatus(): Promise<number> {
    const startedMs = performance.now()
    await (await fetch(`${this.url}/status`)).arrayBuffer()
    return performance.now() - startedMs
  }

  /** Resolves when all of these are complete. @throws Error when one fails */
  async completed(ids: readonly string[]): Promise<void> {
    for (;;) {
      const reply = await this.status()
      const failed = ids.find((id) => reply[id]?.status === 'failed')
      if (failed !== undefined) throw new Error(`${failed} failed: ${reply[failed]?.error}`)
      if (ids.every((id) => reply[id]?.completed)) return
      await pause(20)
    }
  }
}
