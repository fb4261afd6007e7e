/** What a suite came to: `skips` are `{ name, reason }`, one for each test that was skipped. */
export const nothing = { passed: 0, failed: 0, skips: [] }

/** The counts of several suites together. */
export function addCounts(list) {
  return list.reduce(
    (sum, { passed, failed, skips }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skips: [...sum.skips, ...skips],
    }),
    nothing,
  )
}

/** A check that is one test: passed when its program ended with 0. */
export function countOfCheck(code) {
  return { ...nothing, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}

/**
 * The counts of a suite that wrote a report and ended with a code. A suite that ended badly without a failed test, left
 * no report or ran nothing at all is one failure more: a sum that looks green must be green.
 */
export function countOfSuite(code, report) {
  if (report === undefined) return { ...nothing, failed: 1 }
  const ran = report.passed + report.failed + report.skips.length
  const unexplained = (code !== 0 && report.failed === 0) || ran === 0
  return unexplained ? { ...report, failed: report.failed + 1 } : report
}

/** The closing line. */
export function closingLine({ passed, failed, skips }) {
  return `${passed} passed, ${failed} failed, ${skips.length} skipped`
}

/** Whether a run may end with 0: something passed, nothing failed. */
export function isGreen({ passed, failed }) {
  return failed === 0 && passed > 0
}
