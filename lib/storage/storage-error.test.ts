import { describe, expect, it } from 'vitest'
import { DownloadError } from '@/lib/download/errors'
import { storageError } from './storage-error'

const systemError = (code: string) => Object.assign(new Error(code), { code, syscall: 'write' })

describe('storageError', () => {
  it.each([
    ['ENOSPC', 'disk-full', 'Free some space'],
    ['EDQUOT', 'disk-full', 'Free some space'],
    ['EROFS', 'read-only', 'writable'],
    ['EACCES', 'read-only', 'writable'],
    ['EPERM', 'read-only', 'writable'],
    ['EIO', 'storage', 'Check the disk'],
    ['ELOOP', 'storage', 'link'],
  ])('takes %s for %s and says what to do', (errno, code, advice) => {
    const cause = systemError(errno)
    const error = storageError(cause, 'write "a/b"')
    expect(error).toMatchObject({ code, cause, message: expect.stringContaining(advice) })
    expect(error).toMatchObject({ message: expect.stringContaining(`Cannot write "a/b"`) })
  })

  it('leaves DownloadErrors and bugs as they are', () => {
    const others = [new DownloadError('closing', 'x'), new TypeError('bug'), 'thrown text']
    for (const other of others) expect(storageError(other, 'write')).toBe(other)
  })
})
