import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { completeLockfile, missingPlatforms } from './lockfile.mjs'

function lockOf(optionalDependencies: Record<string, string>) {
  return { packages: { '': {}, 'node_modules/tool': { version: '1.2.3', dev: true, optionalDependencies } } }
}

describe('the lockfile', () => {
  it('holds an entry for every optional dependency; if not, run scripts/complete-lockfile.mjs', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
    expect(missingPlatforms(lock)).toEqual([])
  })

  it('is completed with the exact version and the machine of the name', () => {
    const completed = completeLockfile(lockOf({ '@tool/linux-arm64-musl': '1.2.3', '@tool/win32-x64-msvc': '1.2.3' }))
    expect(missingPlatforms(completed)).toEqual([])
    expect(completed.packages['node_modules/@tool/linux-arm64-musl']).toEqual({
      version: '1.2.3',
      dev: true,
      cpu: ['arm64'],
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    })
    expect(completed.packages['node_modules/@tool/win32-x64-msvc']).toMatchObject({ os: ['win32'], cpu: ['x64'] })
    expect(Object.keys(completed.packages)[0]).toBe('')
  })

  it.each([
    ['a range', { '@tool/linux-x64': '^1.0.0' }, /range/],
    ['a name without a machine', { 'tool-native': '1.2.3' }, /operating system/],
  ])('is not completed by guessing at %s', (_, optionalDependencies, message) => {
    expect(() => completeLockfile(lockOf(optionalDependencies))).toThrow(message)
  })
})
