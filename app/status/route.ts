import { statusQuery, statusReply } from '@/lib/api/contract'
import { statusReplyOf } from '@/lib/api/replies'
import { route } from '@/lib/api/route'

// GET /status – every download, or with since=REV what changed after that revision
export const GET = route({
  query: statusQuery,
  reply: statusReply,
  handle({ query, registry, headers }) {
    const listing = registry.list(query.since)
    headers.set('X-Revision', listing.revision)
    return statusReplyOf(listing)
  },
})
