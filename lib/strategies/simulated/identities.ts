import type { PeerIdentity } from '@/lib/engine/peer-source'
import type { Random } from '@/lib/util/random'

// The ranges set aside for documentation (RFC 5737, RFC 3849): no such host exists.
const ipv4Networks = ['192.0.2', '198.51.100', '203.0.113']
const ipv6Network = '2001:db8'
const ipv6Share = 0.2

const clients = [
  'qBittorrent 5.1.2',
  'qBittorrent 4.6.7',
  'Transmission 4.0.6',
  'Transmission 3.00',
  'Deluge 2.1.1',
  'libtorrent 2.0.11',
  'µTorrent 3.6.0',
  'rTorrent 0.15.1',
  'BiglyBT 3.8.0',
  'KTorrent 24.12',
  'Tixati 3.31',
  'aria2 1.37.0',
]

/** Draws who a virtual peer is. Addresses do not repeat while the documentation ranges last. */
export class Identities {
  private readonly used = new Set<string>()
  private count = 0

  constructor(private readonly random: Random) {}

  draw(): PeerIdentity {
    const port = 1024 + this.random.below(64_512)
    return { key: `virtual-${this.count++}`, address: `${this.freshHost()}:${port}`, client: this.random.pick(clients) }
  }

  private freshHost(): string {
    const host = this.random.chance(ipv6Share) ? this.ipv6() : this.ipv4()
    // The IPv4 ranges hold 762 hosts; the IPv6 one never fills.
    const fresh = this.used.has(host) ? this.ipv6() : host
    this.used.add(fresh)
    return fresh
  }

  private ipv4(): string {
    return `${this.random.pick(ipv4Networks)}.${1 + this.random.below(254)}`
  }

  private ipv6(): string {
    const group = () => this.random.below(0x10000).toString(16)
    return `[${ipv6Network}:${group()}:${group()}::${group()}]`
  }
}
