import { Random } from '@/lib/util/random'
import type { ContentGenerator } from '../generator'
import { plainName } from './lines'
import { moment } from './moments'
import { fittedText } from './sentences'
import { sheet } from './sheet'
import { hexadecimal, integer, name, number, oneOf, sentences } from './slots'
import { equallyLong, type Template, template } from './template'

const begin = '2024-01-01T00:00:00.000Z info server: begin '
const end = (timeMs: number) => `${new Date(timeMs).toISOString()} info server: end `
const leastEnd = end(0).length + 2

/** Lines of a server's log, `time level component: message`; time goes on from line to line. */
export const log: ContentGenerator = {
  name: 'log',
  version: 1,
  extensions: ['log'],
  smallestBytes: leastEnd,
  fallback: 'prose',
  open({ path, length, seed, torrent }) {
    const key = `${seed}\n${path}`
    const named = `${begin}${plainName(torrent.name)}\n`
    return sheet({
      length,
      key,
      heads: [named, ''],
      templates: hours(),
      days: 30,
      stepMs: [16, 20_000],
      leastEnd,
      end(room, _count, timeMs) {
        return `${end(timeMs)}${fittedText(room - end(timeMs).length - 1, new Random(key))}\n`
      },
    })
  },
}

let shared: readonly Template[] | undefined

function hours(): readonly Template[] {
  const at = (part: number) => moment(part, 8)
  const what = oneOf('disk peer time user page door')
  shared ??= equallyLong(60, [
    (
      rest,
    ) => template`${at(0)} info ${what}: request ${number} from 192.0.2.${integer(100, 255)} took ${integer(10, 99)} ms
${at(1)} debug cache: ${hexadecimal(7)} hit, ${integer(10, 99)} % full
${at(2)} info ${what}: ${sentences(60)}
${at(3)} warn clock: ${integer(100, 999)} ms late; ${sentences(50)}
${at(4)} info router: GET /items/${integer(10000, 99999)} 200 ${integer(1000, 9999)} bytes
${at(5)} debug pool: ${integer(10, 64)} of 64 connections busy
${at(6)} info ${what}: The ${name(14)} (${hexadecimal(6)}) is ready
${at(7)} info worker: ${sentences(rest)}\n`,
    (rest) => template`${at(0)} info ${what}: job ${number} begun for the ${name(15)}
${at(1)} debug disk: wrote block ${integer(10000, 99999)} in ${integer(10, 99)} ms
${at(2)} debug disk: wrote block ${integer(10000, 99999)} in ${integer(10, 99)} ms
${at(3)} info router: POST /items 201 ${integer(100, 999)} bytes
${at(4)} error mail: cannot deliver ${hexadecimal(7)}: ${sentences(66)}
${at(5)} info mail: tried again, delivered after ${integer(100, 999)} ms
${at(6)} debug cache: ${hexadecimal(7)} missed
${at(7)} info worker: ${sentences(rest)}\n`,
    (rest) => template`${at(0)} info ${what}: session ${number} opened by 198.51.100.${integer(100, 255)}
${at(1)} info ${what}: ${sentences(rest)}
${at(2)} debug session: token ${hexadecimal(7)}${hexadecimal(7)}
${at(3)} info router: GET /names/${hexadecimal(4)} 304 0 bytes
${at(4)} warn memory: ${integer(70, 99)} % of 512 MiB in use
${at(5)} debug memory: swept ${integer(1000, 9999)} objects in ${integer(10, 99)} ms
${at(6)} info memory: ${integer(20, 60)} % of 512 MiB in use
${at(7)} info session: closed; ${sentences(72)}\n`,
  ])
  return shared
}
