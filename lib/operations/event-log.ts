import type { EventBus } from '@/lib/download/events'
import type { Log } from './log'

/** Writes what happens to downloads into the log. Answers the call that ends it. */
export function logEvents(events: EventBus, log: Log): () => void {
  const subscriptions = [
    events.on('added', ({ id, name }) => log.info('Download added', { id, name })),
    events.on('status', ({ id, from, to }) => log.debug('Download changed', { id, from, to })),
    events.on('completed', ({ id, name }) => log.info('Download complete', { id, name })),
    events.on('failed', ({ id, error }) => {
      log.error('Download failed', { id, code: error.code, reason: error.message, cause: error.cause })
    }),
    events.on('piece-rejected', ({ id, piece }) => log.warn('Piece dropped: its proof failed', { id, piece })),
    events.on('removed', ({ id, name, filesKept }) => log.info('Download removed', { id, name, filesKept })),
    events.on('problem', ({ sentence }) => log.warn(sentence)),
  ]
  return () => {
    for (const unsubscribe of subscriptions) unsubscribe()
  }
}
