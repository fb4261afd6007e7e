import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DataDirLock, lockDataDir } from './lock'
import { type Machine, type ProcessIdentity, systemMachine } from './machine'

let dir: string
const lockFile = () => path.join(dir, 'lock')
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'lock-'))
})
afterEach(() => rm(dir, { recursive: true }))

const us: ProcessIdentity = { pid: 100, processStart: '5000', bootId: 'boot-1', host: 'here' }

/** A machine on which only the given processes run. */
function machineWith(self: ProcessIdentity, running: Record<number, string | null> = {}): Machine {
  return {
    self: async () => self,
    find: async (pid) => (pid in running ? { processStart: running[pid]! } : undefined),
  }
}

describe('the lock of a data folder', () => {
  it('is free in a new folder, and again when it was released', async () => {
    const dataDir = path.join(dir, 'new')
    for (let time = 0; time < 2; time++) {
      const lock = await lockDataDir(dataDir)
      expect(lock).toMatchObject({ wasUnclean: false, bootChanged: false })
      expect(await readdir(dataDir)).toEqual(['lock'])
      await lock.release()
      expect(await readdir(dataDir)).toEqual([])
    }
  })

  it('is refused while this process holds it, saying which one', async () => {
    const lock = await lockDataDir(dir)
    const refusal = { code: 'data-dir-in-use', message: expect.stringContaining(`Process ${process.pid} `) }
    await expect(lockDataDir(dir)).rejects.toMatchObject(refusal)
    await expect(lockDataDir(dir)).rejects.toThrow('BT_DATA_DIR')
    await lock.release()
  })

  it('is taken over from a process that was killed', async () => {
    const child = spawn(process.execPath, ['--eval', ''])
    await once(child, 'exit')
    const self = await systemMachine.self()
    await writeFile(lockFile(), JSON.stringify({ ...self, pid: child.pid }))
    const lock = await lockDataDir(dir)
    expect(lock).toMatchObject({ wasUnclean: true, bootChanged: self.bootId === null })
    expect(JSON.parse(await readFile(lockFile(), 'utf8'))).toEqual(self)
    expect(await readdir(dir)).toEqual(['lock'])
    await lock.release()
  })

  const stale: [string, Partial<ProcessIdentity>, Record<number, string | null>, boolean][] = [
    ['a process that is gone', {}, {}, false],
    ['a process whose number another has now', {}, { 7: '9999' }, false],
    ['a process of an earlier boot', { bootId: 'boot-0' }, { 7: '70' }, true],
  ]
  it.each(stale)('is taken over from %s', async (_, change, running, bootChanged) => {
    await writeFile(lockFile(), JSON.stringify({ ...us, pid: 7, processStart: '70', ...change }))
    const lock = await lockDataDir(dir, machineWith(us, running))
    expect(lock).toMatchObject({ wasUnclean: true, bootChanged })
  })

  it('takes a reboot as possible when the system does not tell', async () => {
    const self = { ...us, bootId: null, processStart: null }
    await writeFile(lockFile(), JSON.stringify({ ...self, pid: 7 }))
    expect(await lockDataDir(dir, machineWith(self))).toMatchObject({ wasUnclean: true, bootChanged: true })
  })

  const held: [string, Partial<ProcessIdentity>, Record<number, string | null>, RegExp][] = [
    ['a process that runs', {}, { 7: '70' }, /Process 7 has it/],
    ['a process that runs, start unknown', { processStart: null }, { 7: null }, /Process 7 has it/],
    ['another container', { host: 'there' }, {}, /on "there".*delete "/],
    ['another machine', { host: 'there', bootId: 'boot-9' }, {}, /on "there".*delete "/],
    ['a system without boot ids', { bootId: null }, {}, /delete "/],
  ]
  it.each(held)('is refused when it is held by %s', async (_, change, running, message) => {
    const text = JSON.stringify({ ...us, pid: 7, processStart: '70', ...change })
    await writeFile(lockFile(), text)
    const locking = lockDataDir(dir, machineWith(us, running))
    await expect(locking).rejects.toMatchObject({ code: 'data-dir-in-use', message: expect.stringMatching(message) })
    expect(await readFile(lockFile(), 'utf8')).toBe(text)
    expect(await readdir(dir)).toEqual(['lock'])
  })

  it.each(['', '{', '{}', '{"pid":"x"}'])('is refused when it cannot be read: %s', async (text) => {
    await writeFile(lockFile(), text)
    await expect(lockDataDir(dir, machineWith(us))).rejects.toThrow(/cannot be read.*delete "/)
  })

  it('is refused while another process takes it over', async () => {
    await writeFile(lockFile(), JSON.stringify({ ...us, pid: 7 }))
    await writeFile(`${lockFile()}.takeover`, JSON.stringify({ ...us, pid: 8 }))
    await expect(lockDataDir(dir, machineWith(us))).rejects.toThrow(/lock\.takeover"/)
  })

  it('is taken over by one of many who try at once', async () => {
    for (let round = 0; round < 10; round++) {
      await writeFile(lockFile(), JSON.stringify({ ...us, pid: 7 }))
      const pids = Array.from({ length: 8 }, (_, index) => 100 + index)
      const running = Object.fromEntries(pids.map((pid) => [pid, '5000']))
      const results = await Promise.allSettled(
        pids.map((pid) => lockDataDir(dir, machineWith({ ...us, pid }, running))),
      )
      const locks = results.filter(
        (result): result is PromiseFulfilledResult<DataDirLock> => result.status === 'fulfilled',
      )
      expect(locks).toHaveLength(1)
      for (const result of results) {
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'data-dir-in-use' })
      }
      expect(await readdir(dir)).toEqual(['lock'])
      await locks[0]!.value.release()
    }
  })

  it('that another took since is not released', async () => {
    const lock = await lockDataDir(dir)
    await writeFile(lockFile(), JSON.stringify(us))
    await lock.release()
    expect(await readdir(dir)).toEqual(['lock'])
  })

  it('says why a folder cannot be locked', async () => {
    await writeFile(lockFile(), '')
    await expect(lockDataDir(path.join(lockFile(), 'data'))).rejects.toMatchObject({ code: 'storage' })
  })
})

describe('the machine', () => {
  it('finds this process as it calls itself', async () => {
    const { pid, processStart } = await systemMachine.self()
    expect(await systemMachine.find(pid)).toEqual({ processStart })
  })
})
