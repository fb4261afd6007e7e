import { describe, expect, it } from 'vitest'
import { xmlText } from './xml'

describe('a text in XML', () => {
  it.each([
    ['Plain & simple <b>"quoted"</b>', 'Plain &amp; simple &lt;b&gt;&quot;quoted&quot;&lt;/b&gt;'],
    ['Ünïcødé, 日本語, 🎉', 'Ünïcødé, 日本語, 🎉'],
    ['a\0b\x07c\x1bd\x7fe', 'abcd\x7fe'],
    ['half \ud83c, half \udf89', 'half , half '],
    ['\ufffe\uffff\ufffd', '\ufffd'],
    ['two\r\nlines\tand more', 'two  lines and more'],
    ['', ''],
  ])('%j is %j', (text, expected) => {
    expect(xmlText(text)).toBe(expected)
  })
})
