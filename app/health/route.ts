import { healthReply } from '@/lib/api/contract'
import { route } from '@/lib/api/route'
import { healthOf } from '@/lib/operations/health'

// GET /health – whether all is well, and what is not
export const GET = route({
  reply: healthReply,
  handle: ({ registry }) => healthOf(registry),
})
