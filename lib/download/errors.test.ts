import { describe, expect, it, vi } from 'vitest'
import { DownloadError } from './errors'

describe('an expected failure', () => {
  it('is known to another copy of its module', async () => {
    vi.resetModules()
    const copy = await import('./errors')
    expect(copy.DownloadError).not.toBe(DownloadError)
    expect(new copy.DownloadError('not-found', 'Download not found')).toBeInstanceOf(DownloadError)
  })

  it.each([[new Error('other')], [{ code: 'not-found' }], [null], [undefined], ['text']])('is not %s', (value) => {
    expect(value instanceof DownloadError).toBe(false)
  })
})
