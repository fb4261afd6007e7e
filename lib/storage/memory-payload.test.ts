import { expect, it } from 'vitest'
import { fakeMetainfo } from './fake-metainfo'
import { MemoryPayload } from './memory-payload'

const metainfo = fakeMetainfo(10, [{ path: 'a', length: 20 }])

it('a memory payload fails as told, once, and only the call that was meant', async () => {
  const payload = new MemoryPayload({ metainfo, selected: [true] })
  payload.failNext('disk-full')
  payload.failNext('read-only', 'sync')
  await payload.stamps()
  await expect(payload.write(0, 0, new Uint8Array(10))).rejects.toMatchObject({ code: 'disk-full' })
  expect(await payload.read(0, 0, new Uint8Array(10))).toBe(false)
  await payload.write(0, 0, new Uint8Array(10))
  expect(await payload.read(0, 0, new Uint8Array(10))).toBe(true)
  await expect(payload.sync()).rejects.toMatchObject({ code: 'read-only' })
  await payload.sync()
})
