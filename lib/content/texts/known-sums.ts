import type { OutlinedFile, TorrentOutline } from '../generator'
import { isSummed, type Part } from '../parts/part'

class KnownSums {
  private readonly byFile = new Map<string, 'unknown' | 'known' | { readonly sum: string }>()

  about(seed: string, file: OutlinedFile, open: (file: OutlinedFile) => Part) {
    const key = `${seed}\n${file.path}`
    const about = this.byFile.get(key) ?? (isSummed(open(file)) ? 'known' : 'unknown')
    this.byFile.set(key, about)
    return about
  }

  sum(seed: string, { path }: OutlinedFile, find: () => string): string {
    const key = `${seed}\n${path}`
    const about = this.byFile.get(key)
    if (typeof about === 'object') return about.sum
    const sum = find()
    this.byFile.set(key, { sum })
    return sum
  }
}

const byTorrent = new WeakMap<TorrentOutline, KnownSums>()

/** What is known of the sums of a torrent's long files, found out once for all sheets of sums. */
export function knownSums(torrent: TorrentOutline): KnownSums {
  const known = byTorrent.get(torrent) ?? new KnownSums()
  byTorrent.set(torrent, known)
  return known
}
