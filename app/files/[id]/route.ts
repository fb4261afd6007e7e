import { downloadParams, filesBody, filesReply } from '@/lib/api/contract'
import { filesReplyOf } from '@/lib/api/replies'
import { route } from '@/lib/api/route'

// GET /files/ID – its files, how far each is and which are selected
export const GET = route({
  params: downloadParams,
  reply: filesReply,
  handle: ({ params, registry }) => filesReplyOf(registry.files(params.id)),
})

// POST /files/ID – select files and give them priorities; those not named keep theirs
export const POST = route({
  params: downloadParams,
  body: filesBody,
  reply: filesReply,
  async handle({ params, body, registry }) {
    await registry.changeFiles(params.id, body)
    return filesReplyOf(registry.files(params.id))
  },
})
