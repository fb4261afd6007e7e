import type { Checks } from '../check'

export const audio: Checks = {}
