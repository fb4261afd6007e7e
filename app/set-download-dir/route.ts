import { directoryBody, directoryReply } from '@/lib/api/contract'
import { refuseHead, route } from '@/lib/api/route'

// POST /set-download-dir – where new downloads go from now on; older ones stay where they are
export const POST = route({
  body: directoryBody,
  reply: directoryReply,
  handle: async ({ body, registry }) => ({ directory: await registry.setDownloadDir(body.directory) }),
})

export const HEAD = refuseHead('POST')
