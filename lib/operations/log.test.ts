import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogLevel } from '@/lib/config/config'
import { VirtualClock } from '@/lib/util/virtual-clock'
import { LineLog, processLog } from './log'

function logAt(level: LogLevel) {
  const lines: string[] = []
  const log = new LineLog({ level, write: (line) => lines.push(line), clock: new VirtualClock() })
  return { log, lines }
}

describe('the log', () => {
  it('writes time, level, sentence and fields on one line', () => {
    const { log, lines } = logAt('info')
    log.info('Download added', { id: 'c0ffee', name: 'two words', pieces: 12, note: undefined })
    expect(lines).toEqual(['2026-01-01T00:00:00.000Z info  Download added id=c0ffee name="two words" pieces=12\n'])
  })

  it.each<[LogLevel, string[]]>([
    ['error', ['error']],
    ['warn', ['error', 'warn ']],
    ['info', ['error', 'warn ', 'info ']],
    ['debug', ['error', 'warn ', 'info ', 'debug']],
  ])('at level %s writes %j', (level, written) => {
    const { log, lines } = logAt(level)
    log.error('x')
    log.warn('x')
    log.info('x')
    log.debug('x')
    expect(lines.map((line) => line.slice(25, 30))).toEqual(written)
  })

  it('writes more once its level is lowered', () => {
    const { log, lines } = logAt('error')
    log.level = 'debug'
    log.debug('seen')
    expect(lines).toHaveLength(1)
  })

  it('writes an error with its stack and its causes', () => {
    const { log, lines } = logAt('info')
    log.error('Failed', { error: new Error('outer', { cause: new Error('inner') }) })
    expect(lines[0]).toMatch(/error="Error: outer\\n .*caused by Error: inner/)
  })

  it.each([
    ['a newline', 'a\n2026-01-01T00:00:00.000Z error forged', '\\n'],
    ['an escape sequence', '\u001b[2J', '\\u001b'],
    ['a bidi override', 'txt.\u202egpj', '\\u202e'],
    ['a quote', 'a" level="error', '\\"'],
    ['half a surrogate pair', '\ud800', '\\ud800'],
  ])('escapes %s in a name', (_, name, written) => {
    const { log, lines } = logAt('info')
    log.info('Download added', { name })
    expect(lines[0]).toContain(written)
    expect(lines[0]!.match(/\n/g)).toHaveLength(1)
  })

  it('stays one line without control characters, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (sentence, value) => {
        const { log, lines } = logAt('info')
        log.info(sentence, { value })
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
        expect(lines[0]).toMatch(/^[^\u0000-\u001f\u007f-\u009f]*\n$/)
      }),
    )
  })

  it('cuts a very long value', () => {
    const { log, lines } = logAt('info')
    log.info('Download added', { name: 'x'.repeat(100_000) })
    expect(lines[0]!.length).toBeLessThan(5000)
  })

  it('is one for the process', () => {
    expect(processLog()).toBe(processLog())
  })
})
