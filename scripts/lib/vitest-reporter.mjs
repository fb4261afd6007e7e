import { writeFileSync } from 'node:fs'

/**
 * Writes the counts of a Vitest run to the file that BT_TEST_COUNTS names. Vitest's own JSON report leaves out the note
 * of `ctx.skip(note)` and errors outside of tests.
 */
export default class CountsReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skips: [] }
    for (const module of modules) {
      // A file that cannot be loaded has no tests to fail.
      counts.failed += module.errors().length
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length
      for (const test of module.children.allTests()) add(counts, test)
    }
    writeFileSync(process.env.BT_TEST_COUNTS, JSON.stringify(counts))
  }
}

function add(counts, test) {
  const { state, note } = test.result()
  if (state === 'passed') counts.passed++
  else if (state === 'skipped') counts.skips.push({ name: test.fullName, reason: note ?? reasonIn(test.fullName) })
  else counts.failed++
}

// `it.skipIf(…)` takes no reason: the name says it.
function reasonIn(name) {
  return /\(skipped[^:]*: (.+)\)/.exec(name)?.[1] ?? 'no reason given'
}
