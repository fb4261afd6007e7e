import { describe, expect, it } from 'vitest'
import { isInstalled } from './install.mjs'

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/b': { version: '2.0.0', integrity: 'sha512-b', dev: true },
    'node_modules/of-another-machine': { version: '2.0.0', optional: true },
  },
}
const a = lock.packages['node_modules/a']
const b = lock.packages['node_modules/b']

describe('what is installed', () => {
  it.each([
    ['as the lockfile says', { 'node_modules/a': a, 'node_modules/b': b }, true],
    ['with one more', { 'node_modules/a': a, 'node_modules/b': b, 'node_modules/c': a }, true],
    ['without development packages', { 'node_modules/a': a }, false],
    ['in another version', { 'node_modules/a': { ...a, version: '1.0.1' }, 'node_modules/b': b }, false],
    ['with another checksum', { 'node_modules/a': { ...a, integrity: 'sha512-x' }, 'node_modules/b': b }, false],
  ])('%s', (_, packages, installed) => {
    expect(isInstalled(lock, { packages })).toBe(installed)
  })

  it('is nothing when npm left no record', () => {
    expect(isInstalled(lock, undefined)).toBe(false)
  })
})
