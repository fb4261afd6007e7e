import type { PeerHost, PeerLink, PeerReceiver, PeerSource } from '@/lib/engine/peer-source'

/** What a test puts between the engine and the peers of a source. */
export interface Wrapping {
  link?(link: PeerLink): PeerLink
  receiver?(receiver: PeerReceiver, link: PeerLink): PeerReceiver
}

/** The same source, each connection seen or changed on its way. */
export function wrapped(source: PeerSource, wrapping: Wrapping): PeerSource {
  return overriding(source, {
    open(host, nowMs) {
      const wrappedHost: PeerHost = {
        have: host.have,
        get isComplete() {
          return host.isComplete
        },
        connected(link) {
          const receiver = host.connected(wrapping.link?.(link) ?? link)
          return receiver && (wrapping.receiver?.(receiver, link) ?? receiver)
        },
      }
      source.open(wrappedHost, nowMs)
    },
  })
}

/** The target with some of its methods replaced. */
export function overriding<T extends object>(target: T, methods: Partial<T>): T {
  return new Proxy(target, {
    get(object, name) {
      if (name in methods) return Reflect.get(methods, name)
      const value: unknown = Reflect.get(object, name)
      return typeof value === 'function' ? value.bind(object) : value
    },
  })
}
