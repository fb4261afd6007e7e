import { groupBytesOf } from './film'

/** How many groups a film has: as many as its length asks for, but each of `leastBytes` at least, beside a head. */
export function groupsOf(length: number, headBytes: number, leastBytes: number): number {
  const most = Math.floor((length - headBytes) / leastBytes)
  return Math.max(1, Math.min(Math.round(length / groupBytesOf(length)), most))
}
