import { uploadReply } from '@/lib/api/contract'
import { uploadReplyOf } from '@/lib/api/replies'
import { refuseHead, route } from '@/lib/api/route'
import { readUpload } from '@/lib/api/upload'

// POST /upload – add the torrent of a multipart form, and start it when asked to
export const POST = route({
  reply: uploadReply,
  async handle({ request, registry }) {
    const { metainfo, selection } = await registry.add(await readUpload(request))
    return uploadReplyOf(metainfo, selection)
  },
})

export const HEAD = refuseHead('POST')
