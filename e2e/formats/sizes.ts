import type { ContentGenerator } from '../../lib/content/generator'

/** The lengths at which every extension is checked, in bytes. A format that begins at nothing is given a little. */
export function judgedLengths({ smallestBytes }: ContentGenerator): Record<'small' | 'odd' | 'large', number> {
  return { small: smallestBytes || 100, odd: smallestBytes + 1_234_567, large: 50_000_000 }
}
