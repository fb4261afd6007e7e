import { describe, expect, it } from 'vitest'
import { Gate } from './gate'
import { inParallel } from './in-parallel'

const tick = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('inParallel', () => {
  it('works on each item, never on more than its width at once', async () => {
    const seen: number[] = []
    let running = 0
    let most = 0
    await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      most = Math.max(most, ++running)
      await tick()
      seen.push(item)
      running--
    })
    expect(seen.sort()).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(most).toBe(3)
  })

  it('begins nothing after a failure, waits for what runs, and throws the first', async () => {
    const ended: number[] = []
    const working = inParallel([1, 2, 3, 4], 2, async (item) => {
      if (item === 1) throw new Error('first')
      await tick()
      ended.push(item)
      throw new Error('second')
    })
    await expect(working).rejects.toThrow('first')
    expect(ended).toEqual([2])
  })
})

describe('a gate', () => {
  it('lets one alone through only when nobody else is inside, before those who come later', async () => {
    const gate = new Gate()
    const events: string[] = []
    const shared = (name: string) =>
      gate.shared(async () => {
        events.push(`${name} in`)
        await tick()
        events.push(`${name} out`)
      })
    const alone = (name: string) =>
      gate.alone(async () => {
        events.push(`${name} in`)
        await tick()
        events.push(`${name} out`)
      })
    await Promise.all([shared('a'), shared('b'), alone('C'), shared('d'), alone('E')])
    const at = (event: string) => events.indexOf(event)
    expect(events.slice(0, 2)).toEqual(['a in', 'b in'])
    for (const name of ['C', 'E']) expect(at(`${name} out`)).toBe(at(`${name} in`) + 1)
    expect(at('C in')).toBeLessThan(at('d in'))
  })

  it('opens again after a failure', async () => {
    const gate = new Gate()
    const fail = async () => {
      throw new Error('failed')
    }
    await expect(gate.alone(fail)).rejects.toThrow('failed')
    await expect(gate.shared(fail)).rejects.toThrow('failed')
    expect(await gate.alone(async () => 'works')).toBe('works')
  })
})
