// What each test runner says of itself, as {passed, failed, skipped}. A runner that says nothing has failed.

/** Catch2's closing lines, versions 2 and 3: one summary for each run. */
export function catchCounts(output) {
  const plain = output.replace(/\u001b\[[0-9;]*m/g, '');
  const all = plain.match(/^All tests passed \(.* in (\d+) test cases?\)/m);
  if (all) return { passed: Number(all[1]), failed: 0, skipped: 0 };
  const some = plain.match(/^test cases:\s+\d+ \|(.*)$/m);
  if (!some) return { passed: 0, failed: 1, skipped: 0 };
  const count = (word) => Number(some[1].match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0);
  return {
    passed: count('passed') + count('failed as expected'),
    failed: Math.max(count('failed(?! as)'), 1),
    skipped: count('skipped'),
  };
}

/** Vitest's JSON report. A file that fails to load counts as one failure. */
export function vitestCounts(report) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Playwright's JSON report. A test that passed only when tried again has not passed. */
export function playwrightCounts({ stats, errors = [] }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/** A runner's count joined with its exit code: it must have run something, and must not fail in silence. */
export function settle({ passed, failed, skipped }, code) {
  const silent = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: silent ? 1 : failed, skipped };
}
