import type { Command } from '@/lib/download/commands'
import { downloadParams, messageReply } from './contract'
import { type RouteHandler, refuseHead, route } from './route'

const messages: Record<Command, string> = {
  start: 'Download started',
  pause: 'Download paused',
  resume: 'Download resumed',
  stop: 'Download stopped',
}

/** The handlers of the address of one command: GET, as documented, and POST. */
export function commandRoute(command: Command): Record<'GET' | 'POST' | 'HEAD', RouteHandler> {
  const act = route({
    params: downloadParams,
    reply: messageReply,
    acts: true,
    async handle({ params, registry }) {
      await registry.execute(command, params.id)
      return { message: messages[command] }
    },
  })
  return { GET: act, POST: act, HEAD: refuseHead('GET', 'POST') }
}
