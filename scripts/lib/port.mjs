import { createServer } from 'node:net'
import { Refusal } from './refusal.mjs'

/**
 * Resolves when this process could listen on an address.
 * @throws Refusal naming the variable to change
 */
export async function refuseUsedPort({ host, port }) {
  try {
    await listenOnce(host, port)
  } catch (error) {
    throw new Refusal(sentenceFor(error, host, port), { cause: error })
  }
}

/** A port of 127.0.0.1 that nothing listened on a moment ago. */
export function freePort() {
  return listenOnce('127.0.0.1', 0)
}

function listenOnce(host, port) {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(port, host, () => {
      const { port: taken } = probe.address()
      probe.close(() => resolve(taken))
    })
  })
}

function sentenceFor(error, host, port) {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use: set BT_PORT to another one.`
    case 'EACCES':
      return `Port ${port} may not be used without more rights: set BT_PORT to one above 1023.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `This machine has no address ${host}: set BT_HOST to one it has.`
    default:
      return `Cannot listen on ${host}, port ${port} (BT_HOST, BT_PORT): ${error.message}`
  }
}
