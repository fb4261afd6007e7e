import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright/test'
import { filmSeconds } from '../../lib/content/video/film'
import { makeTorrent } from '../../scripts/make-torrent.mjs'
import { Api } from '../api/api'
import { type Server, startServer } from '../support/server'
import { expect, test } from '../support/test'
import { screenChecks } from './screen'

const name = 'On the screen'
const films = filesOf(screenChecks.films, 25_000_000)
const songs = filesOf(screenChecks.songs, 2_000_001)
const pictures = filesOf(screenChecks.pictures, 400_001)

let server: Server
let folder: string

test.beforeAll(async ({ playwright }) => {
  server = await startServer({ env: { BT_SIM_PROFILE: 'lan', BT_LOG_LEVEL: 'error' } })
  const request = await playwright.request.newContext({ baseURL: server.url })
  const api = new Api(request)
  const torrent = makeTorrent({ name, files: [...films, ...songs, ...pictures], pieceLength: 1024 * 1024 })
  const { torrent_id } = await api.add(torrent, { start: true })
  await api.becomes(torrent_id, 'completed')
  folder = path.join(server.dataDir, torrent_id, 'files', name)
  await request.dispose()
})

test.afterAll(async () => server?.dispose())

test.beforeEach(() => {
  const missing = process.env.BT_TEST_NO_BROWSER
  test.skip(missing !== undefined && missing !== '', missing)
})

for (const { path: file, length, shows } of films) {
  test(`Chromium, given ${file}, ${shows}`, async ({ page }) => {
    await open(page, `<video src="${file}" muted></video>`)
    const seconds = await play(page)
    expect(Math.abs(seconds - filmSeconds(length))).toBeLessThan(0.02 * seconds)
    await expect.poll(() => currentTime(page)).toBeGreaterThan(0.4)

    await page.evaluate(async (target) => {
      const video = document.querySelector('video')!
      const sought = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }))
      video.currentTime = target
      await sought
    }, 0.8 * seconds)
    await expect.poll(() => currentTime(page)).toBeGreaterThan(0.8 * seconds + 0.4)
    expect(await page.evaluate(() => document.querySelector('video')!.error?.message)).toBeUndefined()
    // Bars, a grid and what moves: not one flat colour.
    expect(await coloursIn(page, await page.locator('video').screenshot())).toBeGreaterThan(10)
  })
}

for (const { path: file, shows } of songs) {
  test(`Chromium, given ${file}, ${shows}`, async ({ page }) => {
    await open(page, `<video src="${file}" muted></video>`)
    expect(await play(page)).toBeGreaterThan(5)
    await expect.poll(() => currentTime(page)).toBeGreaterThan(0.4)
  })
}

for (const { path: file, shows } of pictures) {
  test(`Chromium, given ${file}, ${shows}`, async ({ page }) => {
    await open(page, `<img src="${file}" width="320">`)
    await page.evaluate(() => document.querySelector('img')!.decode())
    expect(await page.evaluate(() => document.querySelector('img')!.naturalWidth)).toBeGreaterThan(100)
    expect(await coloursIn(page, await page.locator('img').screenshot())).toBeGreaterThan(10)
  })
}

function filesOf({ extensions, shows }: (typeof screenChecks)['films'], length: number) {
  return extensions.map((extension) => ({ path: `file.${extension}`, length, shows }))
}

/** A page that lies beside the files and holds this element. */
async function open(page: Page, element: string): Promise<void> {
  const file = path.join(folder, `${test.info().title}.html`)
  await writeFile(file, element)
  await page.goto(pathToFileURL(file).href)
}

/** Starts the player; answers the duration in seconds. Rejects with what the browser has against the file. */
function play(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const player = document.querySelector('video')!
    if (player.error !== null) throw new Error(player.error.message)
    const refused = new Promise<never>((_, reject) => {
      player.addEventListener('error', () => reject(new Error(player.error?.message)), { once: true })
    })
    await Promise.race([player.play(), refused])
    return player.duration
  })
}

function currentTime(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelector('video')!.currentTime)
}

/** How many colours a picture holds, reduced to 64 by 36 pixels. */
async function coloursIn(page: Page, png: Buffer): Promise<number> {
  const canvasPage = await page.context().newPage()
  try {
    return await canvasPage.evaluate(async (base64) => {
      const picture = new Image()
      picture.src = `data:image/png;base64,${base64}`
      await picture.decode()
      const canvas = document.createElement('canvas')
      canvas.width = 64
      canvas.height = 36
      const context = canvas.getContext('2d')!
      context.drawImage(picture, 0, 0, 64, 36)
      return new Set(new Uint32Array(context.getImageData(0, 0, 64, 36).data.buffer)).size
    }, png.toString('base64'))
  } finally {
    await canvasPage.close()
  }
}
