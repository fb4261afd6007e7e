import { describe, expect, it } from 'vitest'
import { refusalSentence } from './guard'

type Given = Record<string, string>

const host = { host: 'nas.local:8081' }

function refused(headers: Given, acts = true): boolean {
  return refusalSentence({ method: 'POST', headers: new Headers({ ...host, ...headers }), acts }) !== undefined
}

describe('the guard', () => {
  it.each<[string, Given]>([
    ['a command line client', {}],
    ['the page itself', { 'sec-fetch-site': 'same-origin', origin: 'http://nas.local:8081' }],
    ['an address typed by hand', { 'sec-fetch-site': 'none' }],
    ['the page over plain http, where no Sec-Fetch-Site is sent', { origin: 'http://nas.local:8081' }],
    ["a Host that names its scheme's own port", { host: 'nas.local:443', origin: 'https://nas.local' }],
    ['a Host in capitals', { host: 'NAS.local:8081', origin: 'http://nas.local:8081' }],
  ])('lets %s act', (_, headers) => {
    expect(refused(headers)).toBe(false)
  })

  it.each<[string, Given]>([
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of another port of this machine', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'http://evil.example' }],
    ['another port', { origin: 'http://nas.local:3000' }],
    ['a sandboxed page', { origin: 'null' }],
    ['an origin that is none', { origin: '//' }],
    ['an origin without a host', { origin: 'file:///' }],
    ['a Host that is none', { host: 'a b', origin: 'http://nas.local' }],
    ['a prefetch', { 'sec-purpose': 'prefetch' }],
    ['a prerender', { 'sec-purpose': 'prefetch;prerender' }],
    ['a prefetch of an older browser', { purpose: 'prefetch' }],
  ])('refuses %s that would act', (_, headers) => {
    expect(refused(headers)).toBe(true)
  })

  it('refuses an origin when no Host is given', () => {
    const headers = new Headers({ origin: 'http://nas.local' })
    expect(refusalSentence({ method: 'POST', headers, acts: true })).toMatch(/^Requests from pages of other sites/)
  })

  it('lets anyone read', () => {
    expect(refused({ 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' }, false)).toBe(false)
  })
})
