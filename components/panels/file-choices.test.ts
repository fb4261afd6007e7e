import { describe, expect, it } from 'vitest'
import type { FileReply } from '@/lib/api/contract'
import { bodyOf, choicesOf, choose, chosenBytes, commonPriority, prioritise } from './file-choices'

function file(path: string, change: Partial<FileReply> = {}): FileReply {
  return { path, length: 10, selected: true, priority: 'normal', downloaded_size: 0, progress: 0, ...change }
}

const first = file('a')
const second = file('b', { selected: false, priority: 'high', length: 7 })
const files = [first, second]
const choices = choicesOf(files)

describe('the choices of files', () => {
  it('change nothing at first', () => {
    expect(bodyOf(choices, files)).toEqual({ file_selections: {}, priorities: {} })
    expect(chosenBytes(choices, files)).toBe(10)
  })

  it('send only what differs', () => {
    const changed = prioritise(choose(choices, [second], true), [first], 'low')
    expect(bodyOf(changed, files)).toEqual({ file_selections: { b: true }, priorities: { a: 'low' } })
    expect(chosenBytes(changed, files)).toBe(17)
  })

  it('leave out what is unchecked', () => {
    expect(bodyOf(choose(choices, files, false), files).file_selections).toEqual({ a: false })
  })

  it('name a priority only where the files share it', () => {
    expect(commonPriority(choices, files)).toBeUndefined()
    expect(commonPriority(prioritise(choices, files, 'high'), files)).toBe('high')
  })
})
