import { downloadParams, messageReply, removeBody, removeQuery } from '@/lib/api/contract'
import { refuseHead, route } from '@/lib/api/route'

const common = { params: downloadParams, query: removeQuery, reply: messageReply, acts: true }

// GET /remove/ID – forget the download and, without keep_files, delete its folder
export const GET = route({
  ...common,
  async handle({ params, query, registry }) {
    await registry.remove(params.id, { keepFiles: query.keep_files })
    return { message: 'Download removed' }
  },
})

// POST /remove/ID – the same; the files stay when the query or the body says so
export const POST = route({
  ...common,
  body: removeBody,
  async handle({ params, query, body, registry }) {
    await registry.remove(params.id, { keepFiles: query.keep_files || body.keep_files })
    return { message: 'Download removed' }
  },
})

export const HEAD = refuseHead('GET', 'POST')
