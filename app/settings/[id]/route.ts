import { downloadParams, settingsBody, settingsQuery, settingsReply } from '@/lib/api/contract'
import { refuseHead, route } from '@/lib/api/route'

// GET /settings/ID – the settings in force, after a change when the query names some
export const GET = route({
  params: downloadParams,
  query: settingsQuery,
  reply: settingsReply,
  acts: true,
  handle({ params, query, registry }) {
    const isChange = Object.keys(query).length > 0
    return isChange ? registry.changeSettings(params.id, query) : registry.settings(params.id)
  },
})

// POST /settings/ID – change any of the settings; a running download obeys within a second
export const POST = route({
  params: downloadParams,
  body: settingsBody,
  reply: settingsReply,
  handle: ({ params, body, registry }) => registry.changeSettings(params.id, body),
})

export const HEAD = refuseHead('GET', 'POST')
