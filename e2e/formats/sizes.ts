import type { ContentGenerator } from '../../lib/content/generator'

/** The lengths at which every extension is checked. */
export function judgedLengths({ smallestBytes }: ContentGenerator): Record<'small' | 'odd' | 'large', number> {
  return { small: Math.max(smallestBytes, 1), odd: smallestBytes + 1_234_567, large: 50_000_000 }
}
