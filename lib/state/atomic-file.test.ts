import { describe, expect, it } from 'vitest'
import { DownloadError } from '@/lib/download/errors'
import { VirtualClock } from '@/lib/util/virtual-clock'
import { AtomicFile } from './atomic-file'
import { Damage } from './damage'
import { MemoryDisk, type Mishap, type UnsyncedBytes } from './memory-disk'
import { sealJson, unsealJson } from './sealed-json'

const clock = new VirtualClock()
const open = (disk: MemoryDisk) => new AtomicFile('/d/state.json', { disk, clock })
const read = (text: string) => unsealJson(text) as number

/** One save for each entry, durable or not, numbered from 1; answers which were acknowledged. */
async function saveAll(disk: MemoryDisk, durables: readonly boolean[]): Promise<number[]> {
  const file = open(disk)
  const saved: number[] = []
  for (const [index, durable] of durables.entries()) {
    try {
      await file.save(sealJson(index + 1), { durable })
      saved.push(index + 1)
    } catch (error) {
      expect(error).toBeInstanceOf(DownloadError)
    }
  }
  return saved
}

async function callsOf(durables: readonly boolean[], hasLinks: boolean): Promise<number> {
  const disk = new MemoryDisk(new Map(), new Map(), hasLinks)
  await saveAll(disk, durables)
  return disk.calls
}

/** Every way one call can go wrong, at every call that the saves make. */
async function mishaps(durables: readonly boolean[], hasLinks: boolean, isKill: boolean): Promise<Mishap[]> {
  const kinds: Mishap['kind'][] = ['short', 'lie', { errno: 'ENOSPC' }, { errno: 'EIO' }, { errno: 'EROFS' }]
  const total = await callsOf(durables, hasLinks)
  return Array.from({ length: total }, (_, index) => kinds.map((kind) => ({ call: index + 1, kind, isKill }))).flat()
}

const histories: readonly (readonly boolean[])[] = [
  [true, true, true],
  [true, false, false, true],
  [false, true, false, true, true],
  [true, false, false, false],
]

describe('an atomic file', () => {
  it('loads what was saved last, and nothing before', async () => {
    const disk = new MemoryDisk()
    expect(await open(disk).load(read)).toBeUndefined()
    await saveAll(disk, [true, true])
    expect(await open(disk).load(read)).toEqual({ value: 2 })
    expect(disk.files).toEqual(['/d/state.json', '/d/state.json.bak'])
  })

  it('writes only the newest of the texts that wait, and all their callers see it durable', async () => {
    const disk = new MemoryDisk()
    const file = open(disk)
    const saves = [1, 2, 3, 4].map((value) => file.save(sealJson(value), { durable: value === 2 }))
    await Promise.all(saves)
    expect(await open(disk.afterPowerCut(0, 'lost')).load(read)).toEqual({ value: 4 })
    const calls = disk.calls
    await file.save(sealJson(5))
    expect(calls).toBeLessThan(3 * (disk.calls - calls))
  })

  it('goes on after a save that failed', async () => {
    for (const mishap of await mishaps([true, true, true], true, false)) {
      const disk = new MemoryDisk()
      const file = open(disk)
      disk.mishap = mishap
      const attempts = [1, 2, 3].map((value) => () => file.save(sealJson(value)).catch(() => {}))
      for (const attempt of attempts) await attempt()
      disk.mishap = undefined
      for (const value of [4, 5, 6]) await file.save(sealJson(value))
      expect(await open(disk).load(read), JSON.stringify(mishap)).toEqual({ value: 6 })
    }
  })

  it('tells every waiting caller of a failure', async () => {
    const disk = new MemoryDisk()
    const file = open(disk)
    disk.mishap = { call: 1, kind: { errno: 'ENOSPC' }, isKill: true }
    const results = await Promise.allSettled([1, 2, 3].map((value) => file.save(sealJson(value))))
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(results[0]).toMatchObject({ reason: { code: 'disk-full' } })
  })

  for (const hasLinks of [true, false]) {
    const where = hasLinks ? 'a disk' : 'a disk without hard links'

    it(`has the old or the new version whatever call fails, on ${where}`, async () => {
      for (const durables of histories) {
        for (const mishap of await mishaps(durables, hasLinks, false)) {
          const disk = new MemoryDisk(new Map(), new Map(), hasLinks)
          disk.mishap = mishap
          const saved = await saveAll(disk, durables)
          disk.mishap = undefined
          const loaded = await open(disk).load(read)
          const where = JSON.stringify({ durables, mishap, saved })
          expect(loaded?.value ?? 0, where).toBeGreaterThanOrEqual(saved.at(-1) ?? 0)
          expect(
            disk.files.some((name) => name.endsWith('.tmp')),
            where,
          ).toBe(false)
          await open(disk).save(sealJson(99))
          expect(await open(disk).load(read), where).toEqual({ value: 99 })
        }
      }
    })

    it(`has the old or the new version when killed at any call, on ${where}`, async () => {
      for (const durables of histories) {
        for (const mishap of await mishaps(durables, hasLinks, true)) {
          const disk = new MemoryDisk(new Map(), new Map(), hasLinks)
          disk.mishap = mishap
          const saved = await saveAll(disk, durables)
          disk.mishap = undefined
          const loaded = await open(disk).load(read)
          expect(loaded?.value ?? 0, JSON.stringify({ durables, mishap })).toBeGreaterThanOrEqual(saved.at(-1) ?? 0)
          expect(disk.files.some((name) => name.includes('.damaged'))).toBe(false)
        }
      }
    })

    it(`has the last durable version or a newer one when the power goes at any call or failure, on ${where}`, async () => {
      for (const durables of histories) {
        const kills = await mishaps(durables, hasLinks, true)
        for (const mishap of [...kills, ...(await mishaps(durables, hasLinks, false))]) {
          const disk = new MemoryDisk(new Map(), new Map(), hasLinks)
          disk.mishap = mishap
          const saved = await saveAll(disk, durables)
          const durable = saved.filter((version) => durables[version - 1]).at(-1)
          for (let renames = 0; renames <= disk.pendingRenames; renames++) {
            for (const unsynced of ['kept', 'lost', 'half'] satisfies UnsyncedBytes[]) {
              const where = JSON.stringify({ durables, mishap, saved, renames, unsynced })
              const value = await valueAfter(disk.afterPowerCut(renames, unsynced))
              if (durable !== undefined) expect(value, where).toBeGreaterThanOrEqual(durable)
            }
          }
        }
      }
    })
  }

  it('uses the version before a damaged one, sets that aside and says so', async () => {
    const disk = await diskWith({ 'state.json': 'no state', 'state.json.bak': sealJson(1) })
    const loaded = await open(disk).load(read)
    expect(loaded?.value).toBe(1)
    expect(loaded?.recovered).toContain('"/d/state.json" was damaged')
    expect(disk.files).toEqual(['/d/state.json.bak', '/d/state.json.damaged-20260101T000000000Z'])
  })

  it('sets several damaged files aside under names of their own', async () => {
    const disk = await diskWith({
      'state.json': 'new damage',
      'state.json.damaged-20260101T000000000Z': 'old damage',
      'state.json.bak': sealJson(1),
    })
    await open(disk).load(read)
    expect(disk.files).toContain('/d/state.json.damaged-20260101T000000000Z-2')
    expect(disk.files).toContain('/d/state.json.damaged-20260101T000000000Z')
  })

  it('refuses to load when both versions are damaged, and keeps both', async () => {
    const disk = await diskWith({ 'state.json': '', 'state.json.bak': 'x' })
    await expect(open(disk).load(read)).rejects.toMatchObject({ code: 'state-unreadable', cause: expect.any(Damage) })
    expect(disk.files).toHaveLength(2)
    expect(disk.files.every((name) => name.includes('.damaged-'))).toBe(true)
  })

  it('leaves all as it is when the reader refuses for another reason than damage', async () => {
    const disk = await diskWith({ 'state.json': sealJson(2), 'state.json.bak': sealJson(1) })
    const refuse = () => {
      throw new DownloadError('state-unreadable', 'too new')
    }
    await expect(open(disk).load(refuse)).rejects.toThrow('too new')
    expect(disk.files).toEqual(['/d/state.json', '/d/state.json.bak'])
    expect(await open(disk).load(read)).toEqual({ value: 2 })
  })

  it('finds the version before when the file is gone', async () => {
    const disk = await diskWith({ 'state.json.bak': sealJson(1) })
    expect(await open(disk).load(read)).toEqual({
      value: 1,
      recovered: '"/d/state.json" is missing. The version before it was used.',
    })
  })
})

/** The value a fresh start loads; 0 when there is none. */
async function valueAfter(disk: MemoryDisk): Promise<number> {
  try {
    return (await open(disk).load(read))?.value ?? 0
  } catch (error) {
    expect(error).toMatchObject({ code: 'state-unreadable' })
    return 0
  }
}

async function diskWith(files: Record<string, string>): Promise<MemoryDisk> {
  const disk = new MemoryDisk()
  for (const [name, text] of Object.entries(files)) {
    const file = await disk.openNew(`/d/${name}`)
    await file.write(Buffer.from(text))
  }
  return disk
}
