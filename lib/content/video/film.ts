/** 24 pictures at 25 a second; 45 AAC frames at 48 kHz and 48 Opus packets of 20 ms last exactly as long. */
const secondsPerGroup = 0.96

// Least and most of what streaming sites and discs use; in between a film lasts 100 minutes.
const minBitsPerSecond = 1_500_000
const maxBitsPerSecond = 16_000_000
const usualSeconds = 6_000
/** 16 MPEG-TS packets: a group's length is a multiple of it, so that every container can use the same plan. */
const groupUnitBytes = 16 * 188

/** How a film of `length` bytes is spread: so many bytes for each group of 24 pictures and their sound. */
export function groupBytesOf(length: number): number {
  const bitsPerSecond = Math.min(maxBitsPerSecond, Math.max(minBitsPerSecond, (length * 8) / usualSeconds))
  return Math.round((bitsPerSecond * secondsPerGroup) / 8 / groupUnitBytes) * groupUnitBytes
}

/** How long a film of `length` bytes plays, whatever its container; within a hundredth. */
export function filmSeconds(length: number): number {
  return (length / groupBytesOf(length)) * secondsPerGroup
}
