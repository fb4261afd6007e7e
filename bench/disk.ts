import { mkdtemp, open, rm } from 'node:fs/promises'
import path from 'node:path'

const pieceBytes = 1024 * 1024
const inFlight = 4

/**
 * MB/s at which this machine takes 1 MiB writes in random order, with nothing else to do: what a download could reach at
 * the most.
 */
export async function rawWriteSpeed(folder: string, bytes: number): Promise<number> {
  const temporary = await mkdtemp(path.join(folder, 'raw-'))
  const file = await open(path.join(temporary, 'raw.bin'), 'w')
  try {
    const piece = Buffer.alloc(pieceBytes, 0x5a)
    const order = shuffled(Math.floor(bytes / pieceBytes))
    const startedMs = performance.now()
    const writer = async () => {
      for (let next = order.pop(); next !== undefined; next = order.pop()) {
        await file.write(piece, 0, pieceBytes, next * pieceBytes)
      }
    }
    await Promise.all(Array.from({ length: inFlight }, writer))
    return bytes / 1e6 / ((performance.now() - startedMs) / 1000)
  } finally {
    await file.close()
    await rm(temporary, { recursive: true })
  }
}

// The same order each time: a fixed stride that meets every number once.
function shuffled(count: number): number[] {
  return Array.from({ length: count }, (_, index) => (index * 7919) % count)
}
