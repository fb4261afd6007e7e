import type { LogLevel } from '@/lib/config/config'
import { type Clock, systemClock } from '@/lib/util/clock'
import { singleton } from '@/lib/util/singleton'
import { fieldText, plainText } from './log-text'

/** What an event is about: `{ id, name }` is written as `id=… name=…`. Undefined fields are left out. */
export type LogFields = Readonly<Record<string, unknown>>

/** One line for each event: time, level, a sentence, fields. Names from torrents belong into the fields. */
export interface Log {
  error(sentence: string, fields?: LogFields): void
  warn(sentence: string, fields?: LogFields): void
  info(sentence: string, fields?: LogFields): void
  debug(sentence: string, fields?: LogFields): void
}

export interface LogOptions {
  /** Events below this level are not written. */
  readonly level: LogLevel
  /** Takes one whole line, its newline included. */
  readonly write: (line: string, level: LogLevel) => void
  readonly clock: Clock
}

const ranks: Record<LogLevel, number> = { error: 0, warn: 1, info: 2, debug: 3 }

/** A log whose level can be changed while it is in use. */
export class LineLog implements Log {
  level: LogLevel

  constructor(private readonly options: LogOptions) {
    this.level = options.level
  }

  error(sentence: string, fields?: LogFields): void {
    this.line('error', sentence, fields)
  }

  warn(sentence: string, fields?: LogFields): void {
    this.line('warn', sentence, fields)
  }

  info(sentence: string, fields?: LogFields): void {
    this.line('info', sentence, fields)
  }

  debug(sentence: string, fields?: LogFields): void {
    this.line('debug', sentence, fields)
  }

  private line(level: LogLevel, sentence: string, fields: LogFields = {}): void {
    if (ranks[level] > ranks[this.level]) return
    const time = new Date(this.options.clock.wallMs()).toISOString()
    const pairs = Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => ` ${key}=${fieldText(value)}`)
    this.options.write(`${time} ${level.padEnd(5)} ${plainText(sentence)}${pairs.join('')}\n`, level)
  }
}

/** The log of this process: errors and warnings to stderr, the rest to stdout. */
export function processLog(): LineLog {
  return singleton('log', () => new LineLog({ level: 'info', write: writeToConsole, clock: systemClock }))
}

function writeToConsole(line: string, level: LogLevel): void {
  const stream = ranks[level] <= ranks.warn ? process.stderr : process.stdout
  stream.write(line)
}
