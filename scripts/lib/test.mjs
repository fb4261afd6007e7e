import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { browserVariables, missingBrowser } from './browser.mjs'
import { buildIfChanged } from './build.mjs'
import { missingCheckers } from './checkers.mjs'
import { run } from './command.mjs'
import { addCounts, closingLine, countOfCheck, countOfSuite, isGreen, nothing } from './counts.mjs'
import { installFromDebian } from './debian.mjs'
import { installIfNeeded } from './install.mjs'
import { withSystemPrograms } from './on-path.mjs'
import { countPlaywright } from './playwright-counts.mjs'
import { Refusal } from './refusal.mjs'

// A suite that hangs is a failure, not a wait.
const stepLimitMs = 420_000

/** Everything `npm test` does. A step that fails does not keep the next from running; answers the code to end with. */
export async function runTests(root) {
  const reports = mkdtempSync(path.join(tmpdir(), 'bittorrent-me-test-'))
  const counts = []
  try {
    await installIfNeeded(root)
    for (const [name, step] of steps(root, reports)) counts.push(await timed(name, step))
  } catch (error) {
    report(error)
    counts.push({ ...nothing, failed: 1 })
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
  const sum = addCounts(counts)
  console.log('')
  for (const { name, reason } of sum.skips) console.log(`skipped: ${name}: ${reason}`)
  console.log(closingLine(sum))
  return isGreen(sum) ? 0 : 1
}

function steps(root, reports) {
  const tool = async (file, args, env = {}) => {
    const options = { cwd: root, env: { ...process.env, ...plain(), ...env }, show: true, timeoutMs: stepLimitMs }
    return (await run(process.execPath, [path.join('node_modules', file), ...args], options)).code
  }
  return [
    ['formatting and lint', async () => countOfCheck(await tool('@biomejs/biome/bin/biome', ['check']))],
    ['types', async () => countOfCheck(await checkTypes(tool))],
    ['unit and contract tests', () => runVitest(tool, path.join(reports, 'vitest.json'))],
    ['build and end-to-end tests', () => runPlaywright(tool, root, path.join(reports, 'playwright.json'))],
  ]
}

// The types of the routes and of style sheets are Next's to write; a fresh clone has none.
async function checkTypes(tool) {
  const code = await tool('next/dist/bin/next', ['typegen'], { NEXT_TELEMETRY_DISABLED: '1' })
  return code === 0 ? tool('typescript/bin/tsc', ['--noEmit']) : code
}

async function runVitest(tool, file) {
  const reporters = ['--reporter=default', '--reporter=./scripts/lib/vitest-reporter.mjs']
  const code = await tool('vitest/vitest.mjs', ['run', '--coverage', ...reporters], { BT_TEST_COUNTS: file })
  return countOfSuite(code, readReport(file))
}

async function runPlaywright(tool, root, file) {
  await buildIfChanged(root)
  const missing = [
    ...missingBrowser(root, process.env.PATH),
    ...missingCheckers(root, withSystemPrograms(process.env.PATH)),
  ]
  if (missing.length > 0) await installFromDebian(missing)
  const env = { ...browserVariables(root, process.env.PATH), PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  const code = await tool('playwright/cli.js', ['test', '--reporter=list,json'], env)
  const written = readReport(file)
  return countOfSuite(code, written && countPlaywright(written))
}

async function timed(name, step) {
  console.log(`\n== ${name}`)
  const beganMs = performance.now()
  const counts = await step().catch((error) => {
    report(error)
    return { ...nothing, failed: 1 }
  })
  const seconds = ((performance.now() - beganMs) / 1000).toFixed(1)
  console.log(`== ${name}: ${closingLine(counts)} in ${seconds} s`)
  return counts
}

function report(error) {
  console.error(error instanceof Refusal ? error.message : error)
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    // A suite that crashed: countOfSuite makes it a failure.
    console.error(`No report to count: ${error.message}`)
    return undefined
  }
}

// Colours are for terminals.
function plain() {
  return process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined }
}
