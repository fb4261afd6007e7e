import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Slots } from '@/lib/util/slots'
import { DiskPayload } from './disk-payload'
import { MemoryPayload } from './memory-payload'
import { describePayload } from './payload.contract'

describePayload('DiskPayload', async (metainfo, selected) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'payload-'))
  const filesDir = path.join(folder, 'files')
  const asideDir = path.join(folder, 'aside')
  const payload = new DiskPayload({ metainfo, filesDir, asideDir, selected, writes: new Slots(2) })
  const pathOf = (file: { path: string }) => path.join(filesDir, metainfo.name, file.path)
  return {
    payload,
    contentOf: (file) =>
      readFile(pathOf(file)).then(
        (bytes) => new Uint8Array(bytes),
        () => undefined,
      ),
    asidePieces: () =>
      readdir(asideDir).then(
        (names) => names.map(Number),
        () => [],
      ),
    removeAside: (piece) => rm(path.join(asideDir, String(piece))),
    removeFile: (file) => rm(pathOf(file)),
    async dispose() {
      await payload.release()
      await rm(folder, { recursive: true })
    },
  }
})

describePayload('MemoryPayload', async (metainfo, selected) => {
  const payload = new MemoryPayload({ metainfo, selected })
  return {
    payload,
    contentOf: async (file) => payload.files.get(file.index)?.bytes,
    asidePieces: async () => [...payload.aside.keys()],
    removeAside: async (piece) => void payload.aside.delete(piece),
    removeFile: async (file) => void payload.files.delete(file.index),
    dispose: async () => {},
  }
})
