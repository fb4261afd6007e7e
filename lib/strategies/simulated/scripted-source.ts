import type { TorrentContent } from '@/lib/content/torrent-content'
import type { Bitfield } from '@/lib/download/bitfield'
import type { PeerHost, PeerIdentity, PeerLink, PeerReceiver, PeerSource } from '@/lib/engine/peer-source'

interface Asked {
  readonly piece: number
  readonly begin: number
  readonly length: number
}

/** A peer that does only what a test tells it, and keeps what it was told. */
export class ScriptedPeer implements PeerLink {
  /** Not answered and not taken back, oldest first. */
  asked: Asked[] = []
  /** All that was ever asked, as `piece:begin`. */
  readonly everAsked: string[] = []
  /** The other messages, oldest first. */
  readonly said: string[] = []
  /** Blocks it was given. */
  readonly given: { piece: number; begin: number; bytes: Uint8Array }[] = []
  receiver: PeerReceiver | undefined
  closedFor: string | undefined

  constructor(
    readonly identity: PeerIdentity,
    private readonly content: TorrentContent,
  ) {}

  /** Answers requests, the oldest first; `spoil` changes the bytes on their way. */
  answer(count = this.asked.length, spoil: (bytes: Uint8Array) => void = () => {}): void {
    for (const { piece, begin, length } of this.asked.splice(0, count)) {
      const bytes = new Uint8Array(length)
      this.content.read(piece, begin, bytes)
      spoil(bytes)
      this.receiver?.onBlock(piece, begin, bytes)
    }
  }

  choke(): void {
    this.said.push('choke')
  }

  unchoke(): void {
    this.said.push('unchoke')
  }

  interested(): void {
    this.said.push('interested')
  }

  notInterested(): void {
    this.said.push('not interested')
  }

  have(piece: number): void {
    this.said.push(`have ${piece}`)
  }

  request(piece: number, begin: number, length: number): void {
    this.asked.push({ piece, begin, length })
    this.everAsked.push(`${piece}:${begin}`)
  }

  cancel(piece: number, begin: number): void {
    this.asked = this.asked.filter((one) => one.piece !== piece || one.begin !== begin)
    this.said.push(`cancel ${piece}:${begin}`)
  }

  sendBlock(piece: number, begin: number, bytes: Uint8Array): void {
    this.given.push({ piece, begin, bytes: bytes.slice() })
  }

  close(reason: string): void {
    this.closedFor = reason
  }
}

/** A source for tests whose peers come when they are told to; for `Simulation.wrap`. */
export class ScriptedSource implements PeerSource {
  readonly knownPeers = { seeds: 0, leechers: 0 }
  closed = false
  private host: PeerHost | undefined
  private count = 0

  constructor(private readonly content: TorrentContent) {}

  /** A peer turns up that has these pieces and unchokes us. Its `receiver` is undefined when it is turned away. */
  connect(have: Bitfield, address = `192.0.2.${this.count + 1}:6881`): ScriptedPeer {
    const peer = new ScriptedPeer({ key: `scripted-${this.count++}`, address, client: 'Script 1.0' }, this.content)
    peer.receiver = this.host?.connected(peer)
    peer.receiver?.onBitfield(have)
    peer.receiver?.onUnchoke()
    return peer
  }

  open(host: PeerHost): void {
    this.host = host
  }

  advance(): number {
    return Number.POSITIVE_INFINITY
  }

  close(): void {
    this.closed = true
  }
}
