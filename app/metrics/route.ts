import { metricsReply } from '@/lib/api/contract'
import { route } from '@/lib/api/route'
import { metricsOf } from '@/lib/operations/metrics'

// GET /metrics – figures of this process, the machine and the disk
export const GET = route({
  reply: metricsReply,
  handle: ({ registry }) => metricsOf(registry),
})
