import type { Random } from '@/lib/util/random'

/** One peer as the choker sees it. Rates in bytes per second. */
export interface ChokeCandidate {
  readonly key: string
  readonly interested: boolean
  /** What it gives us; decides while we download. */
  readonly downloadRate: number
  /** What it takes from us; decides while we seed. */
  readonly uploadRate: number
  /** True while the optimistic slot is its. */
  readonly optimistic: boolean
}

export interface RechokeInputs {
  readonly candidates: readonly ChokeCandidate[]
  readonly seeding: boolean
  /** Regular slots; one optimistic slot comes on top. */
  readonly slots: number
  /** True every third round: the optimistic slot goes to another peer. */
  readonly rotateOptimistic: boolean
  readonly random: Random
}

export interface RechokeDecision {
  readonly unchoked: ReadonlySet<string>
  readonly optimistic: string | undefined
}

/** Milliseconds between rounds (BEP 3). */
export const rechokeIntervalMs = 10_000
export const optimisticEveryRounds = 3

/** Who is unchoked from now on: the interested peers with the best rates, and one of the others by chance (BEP 3). */
export function rechoke({ candidates, seeding, slots, rotateOptimistic, random }: RechokeInputs): RechokeDecision {
  const rateOf = (peer: ChokeCandidate) => (seeding ? peer.uploadRate : peer.downloadRate)
  const interested = candidates.filter((peer) => peer.interested)
  const ranked = [...interested].sort((a, b) => rateOf(b) - rateOf(a) || (a.key < b.key ? -1 : 1))
  const unchoked = new Set(ranked.slice(0, slots).map((peer) => peer.key))
  const rest = ranked.slice(slots)
  const current = rest.find((peer) => peer.optimistic)
  const optimistic = current !== undefined && !rotateOptimistic ? current : pickOther(rest, current, random)
  if (optimistic !== undefined) unchoked.add(optimistic.key)
  return { unchoked, optimistic: optimistic?.key }
}

function pickOther(
  peers: readonly ChokeCandidate[],
  current: ChokeCandidate | undefined,
  random: Random,
): ChokeCandidate | undefined {
  const others = peers.filter((peer) => peer !== current)
  return others.length > 0 ? random.pick(others) : current
}
