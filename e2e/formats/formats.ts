import path from 'node:path'
import { families } from '../../lib/content'
import { findOnPath, withSystemPrograms } from '../../scripts/lib/on-path.mjs'
import { makeTorrent } from '../../scripts/make-torrent.mjs'
import { Api } from '../api/api'
import { type Server, startServer } from '../support/server'
import { test } from '../support/test'
import type { Check, JudgedFile } from './check'
import { checksByFamily } from './checks'
import { judgedLengths } from './sizes'

/** Beside the files of every family, never downloaded: what a subtitle runs as long as. */
const film = { path: 'folder/film.mkv', length: 734_003_200 }
const downloadLimitMs = 90_000

/**
 * Lets a simulated download write a family's files through the server, a small, an odd and a large one for each extension, and
 * shows them to the programs of its table.
 */
export function describeFormats(family: string): void {
  const checks = checksByFamily[family] ?? {}
  const files = judgedFilesOf(family)
  let server: Server
  let folder: string

  test.describe.configure({ mode: 'default' })

  test.beforeAll(async ({ playwright }) => {
    test.setTimeout(downloadLimitMs + 30_000)
    server = await startServer({ env: { BT_SIM_PROFILE: 'lan', BT_LOG_LEVEL: 'error' } })
    const request = await playwright.request.newContext({ baseURL: server.url })
    const api = new Api(request)
    const outlined = [...files.map(({ path, length }) => ({ path, length })), film]
    const torrent = makeTorrent({ name: `The ${family}`, files: outlined, pieceLength: 1024 * 1024 })
    const { torrent_id } = await api.add(torrent, { fileSelections: { [film.path]: false }, start: true })
    await api.becomes(torrent_id, 'completed', downloadLimitMs)
    folder = path.join(server.dataDir, torrent_id, 'files', `The ${family}`)
    await request.dispose()
  })

  test.afterAll(async () => server?.dispose())

  for (const extension of new Set(files.map((file) => file.extension))) {
    for (const check of checks[extension] ?? [nothingFor(extension)]) {
      test(`a .${extension} is accepted by ${check.program}: ${check.shows}`, async () => {
        const missing =
          check.program !== 'parser' && findOnPath([check.program], withSystemPrograms(process.env.PATH)) === undefined
        test.skip(missing, `${check.program} is not on this machine`)
        for (const file of files.filter((one) => one.extension === extension)) {
          await check.judge({ ...file, file: path.join(folder, file.path), folder })
        }
      })
    }
  }
}

function judgedFilesOf(family: string): Omit<JudgedFile, 'file' | 'folder'>[] {
  return families[family]!.flatMap((generator) =>
    (generator.extensions.length === 0 ? ['bin'] : generator.extensions).flatMap((extension) =>
      Object.entries(judgedLengths(generator)).map(([size, length]) => ({
        path: `folder/${size}.${extension}`,
        extension,
        length,
      })),
    ),
  )
}

// An extension without a check is a failure, not a silence.
function nothingFor(extension: string): Check {
  return {
    program: 'parser',
    shows: 'nothing',
    judge: () =>
      Promise.reject(new Error(`Nothing checks a .${extension}: add it to its family in e2e/formats/checks.`)),
  }
}
