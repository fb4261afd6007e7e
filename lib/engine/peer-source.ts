import type { Bitfield } from '@/lib/download/bitfield'

/** Who a peer is, as far as it says. */
export interface PeerIdentity {
  /** Unique within its source while connected. */
  readonly key: string
  /** `192.0.2.7:51413` or `[2001:db8::7]:6881`. */
  readonly address: string
  /** Name and version of its program. */
  readonly client: string
}

/** The messages we send to one connected peer (BEP 3). A closed link ignores them. */
export interface PeerLink {
  readonly identity: PeerIdentity
  choke(): void
  unchoke(): void
  interested(): void
  notInterested(): void
  have(piece: number): void
  request(piece: number, begin: number, length: number): void
  cancel(piece: number, begin: number, length: number): void
  /** `bytes` may be reused once this returns. */
  sendBlock(piece: number, begin: number, bytes: Uint8Array): void
  close(reason: string): void
}

/** The messages one connected peer sends to us: the engine's end of a link. */
export interface PeerReceiver {
  onBitfield(have: Bitfield): void
  onHave(piece: number): void
  onChoke(): void
  onUnchoke(): void
  onInterested(): void
  onNotInterested(): void
  onRequest(piece: number, begin: number, length: number): void
  onCancel(piece: number, begin: number, length: number): void
  /** `bytes` may be reused once this returns. */
  onBlock(piece: number, begin: number, bytes: Uint8Array): void
  onClose(): void
}

/** What a source needs of the session it serves. */
export interface PeerHost {
  /** A peer is connected, its handshake done. Undefined when it is not wanted (banned, or enough already). */
  connected(link: PeerLink): PeerReceiver | undefined
  /** The pieces we have; live, not to be changed. */
  readonly have: Bitfield
  /** True when nothing wanted is missing: a peer that has everything is of no use. */
  readonly isComplete: boolean
}

/** Where peers come from. The engine opens it once, steps it, and closes it. */
export interface PeerSource {
  open(host: PeerHost, nowMs: number): void
  /**
   * Lets time pass up to `nowMs` (the session's clock) and delivers what has happened by then.
   * Answers when it next has something to do; Infinity when only the outside can wake it.
   */
  advance(nowMs: number): number
  /** Peers known of, connected or not. */
  readonly knownPeers: { readonly seeds: number; readonly leechers: number }
  close(): void
}
