const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB']

/** A size for people: 1 KB is 1024 bytes; three significant digits. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  // From 1023.5 on, the number would be rounded to 1024.
  while (value >= 1023.5 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2
  return `${value.toFixed(digits)} ${units[unit]}`
}

/** A speed for people, from KB/s. */
export function formatSpeed(kilobytesPerSecond: number): string {
  return `${formatBytes(kilobytesPerSecond * 1024)}/s`
}

/** A span of time for people, in its two largest units. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole}s`
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${whole % 60}s`
  if (whole < 86_400) return `${Math.floor(whole / 3600)}h ${Math.floor((whole % 3600) / 60)}m`
  return `${Math.floor(whole / 86_400)}d ${Math.floor((whole % 86_400) / 3600)}h`
}

/** Progress for people: rounded down, so that only what is complete says 100 %. */
export function formatPercent(percent: number): string {
  return percent >= 100 ? '100%' : `${(Math.floor(percent * 10) / 10).toFixed(1)}%`
}

/** A count for people, its thousands apart. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}

/** A moment of today for people, from milliseconds since 1970: hours, minutes and seconds of the local clock. */
export function formatTimeOfDay(atMs: number): string {
  return new Date(atMs).toLocaleTimeString('en-GB')
}
