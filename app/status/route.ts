import { statusQuery } from '@/lib/api/contract'
import { checkedStatusReply, statusReplyOf } from '@/lib/api/replies'
import { route } from '@/lib/api/route'

// GET /status – every download, or with since=REV what changed after that revision
export const GET = route({
  query: statusQuery,
  reply: checkedStatusReply,
  handle({ query, registry, headers }) {
    const listing = registry.list(query.since)
    headers.set('X-Revision', listing.revision)
    return statusReplyOf(listing)
  },
})
