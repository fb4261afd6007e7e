import { directoryReply } from '@/lib/api/contract'
import { route } from '@/lib/api/route'

// GET /get-download-dir – where new downloads go
export const GET = route({
  reply: directoryReply,
  handle: ({ registry }) => ({ directory: registry.downloadDir }),
})
