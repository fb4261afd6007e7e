import { addCounts, nothing } from './counts.mjs'

/** The counts in a report of Playwright's `json` reporter; an error outside of the tests is a failure of its own. */
export function countPlaywright(report) {
  const outside = { ...nothing, failed: report.errors.length }
  return addCounts([outside, ...report.suites.map((suite) => countSuite(suite, []))])
}

function countSuite(suite, outerTitles) {
  const titles = [...outerTitles, suite.title]
  const specs = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => countTest(test, [...titles, spec.title])),
  )
  return addCounts([...specs, ...(suite.suites ?? []).map((inner) => countSuite(inner, titles))])
}

function countTest(test, titles) {
  switch (test.status) {
    case 'expected':
      return { ...nothing, passed: 1 }
    case 'skipped':
      return { ...nothing, skips: [{ name: `[${test.projectName}] ${titles.join(' > ')}`, reason: reasonOf(test) }] }
    default:
      return { ...nothing, failed: 1 }
  }
}

function reasonOf(test) {
  const skip = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')
  if (skip === undefined) return 'did not run after an earlier failure'
  return skip.description ?? 'no reason given'
}
