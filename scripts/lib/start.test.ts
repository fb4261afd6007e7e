import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { systemBrowser } from './browser.mjs'
import { helpText, variables } from './help.mjs'
import { nodeIsTooOld } from './node-version.mjs'
import { freePort, refuseUsedPort } from './port.mjs'
import { addressOf, urlOf } from './server.mjs'

describe('the version of Node', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('%s is new enough', (version) => {
    expect(nodeIsTooOld(version, '.')).toBeUndefined()
  })

  it.each(['20.18.3', '18.20.0', '8.0.0'])('%s is refused in one line that names both', (version) => {
    expect(nodeIsTooOld(version, '.')).toBe(`bittorrent-me needs Node 20.19 or newer; this is Node ${version}.`)
  })
})

describe('the address to listen on', () => {
  it('has defaults, also for empty variables', () => {
    expect(addressOf({})).toEqual({ host: '127.0.0.1', port: 8081 })
    expect(addressOf({ BT_HOST: '', BT_PORT: '' })).toEqual({ host: '127.0.0.1', port: 8081 })
  })

  it.each(['0', '65536', '80a', '-1', '8081.5', ' '])('refuses the port "%s"', (port) => {
    expect(() => addressOf({ BT_PORT: port })).toThrow(/^BT_PORT: expected a port from 1 to 65535/)
  })

  it('is written as a browser takes it', () => {
    expect(urlOf('127.0.0.1', 8081)).toBe('http://127.0.0.1:8081')
    expect(urlOf('::1', 80)).toBe('http://[::1]:80')
  })

  it('is refused with its port and variable while something listens there, and free after', async () => {
    const port = await freePort()
    const server = createServer().listen(port, '127.0.0.1')
    await once(server, 'listening')
    const sentence = `Port ${port} of 127.0.0.1 is in use: set BT_PORT to another one.`
    await expect(refuseUsedPort({ host: '127.0.0.1', port })).rejects.toThrow(sentence)
    server.close()
    await once(server, 'close')
    await refuseUsedPort({ host: '127.0.0.1', port })
  })

  it('is refused with its variable when the machine has no such address', async () => {
    await expect(refuseUsedPort({ host: '192.0.2.1', port: 20_000 })).rejects.toThrow(/no address 192.0.2.1.*BT_HOST/)
  })
})

describe('the help', () => {
  it('lists every variable that the configuration reads, and where to listen', async () => {
    const config = await readFile('lib/config/config.ts', 'utf8')
    const read = [...config.matchAll(/^ {2}(BT_[A-Z_]+):/gm)].map(([, name]) => name)
    expect(read.length).toBeGreaterThan(5)
    expect(variables.map(([name]) => name)).toEqual(['BT_HOST', 'BT_PORT', ...read])
    for (const name of read) expect(helpText()).toContain(`${name} `)
  })

  it('lists what the table in the README lists', async () => {
    const readme = await readFile('README.md', 'utf8')
    const rows = [...readme.matchAll(/^\| `(BT_[A-Z_]+)` \| `?([^|`]+)`? \|/gm)].map(([, name, fallback]) => [
      name,
      fallback?.trim(),
    ])
    expect(rows).toEqual(variables.map(([name, fallback]) => [name, fallback]))
  })
})

describe('a system browser', () => {
  it('is found on the PATH, the names of Chromium first', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'bittorrent-me-'))
    for (const name of ['google-chrome', 'chromium']) {
      await writeFile(path.join(folder, name), '')
      await chmod(path.join(folder, name), 0o755)
    }
    expect(systemBrowser(`/absent${path.delimiter}${folder}`)).toBe(path.join(folder, 'chromium'))
    await rm(folder, { recursive: true })
    expect(systemBrowser(folder)).toBeUndefined()
  })
})
