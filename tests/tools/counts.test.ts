import { describe, expect, it } from 'vitest';
import { catchCounts, playwrightCounts, settle, vitestCounts } from '../../tools/counts.mjs';

describe('Catch2 says how many test cases passed', () => {
  it.each([
    ['All tests passed (970 assertions in 5 test cases)', 5, 0],
    ['All tests passed (1 assertion in 1 test case)', 1, 0],
    ['test cases:   5 |   3 passed | 2 failed\nassertions: 970 | 968 passed | 2 failed', 3, 2],
    ['test cases: 1 | 1 failed\nassertions: 1 | 1 failed', 0, 1],
    ['\u001b[31mtest cases: \u001b[0m 4 | \u001b[32m3 passed\u001b[0m | \u001b[31m1 failed\u001b[0m', 3, 1],
    ['test cases: 3 | 2 passed | 1 failed as expected', 3, 1],
    ['==1==ERROR: AddressSanitizer: stack-buffer-overflow', 0, 1],
  ])('%s', (output, passed, failed) => {
    expect(catchCounts(output)).toMatchObject({ passed, failed });
  });
});

it('a Vitest file that does not load is a failure', () => {
  const file = { status: 'failed', assertionResults: [] };
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [file],
  };
  expect(vitestCounts(report)).toEqual({ passed: 3, failed: 2, skipped: 0 });
});

it('a Playwright test that passed only when tried again is a failure', () => {
  const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 2 };
  expect(playwrightCounts({ stats })).toEqual({ passed: 7, failed: 2, skipped: 2 });
});

describe('a runner cannot pass in silence', () => {
  it.each([
    ['nothing ran', { passed: 0, failed: 0, skipped: 0 }, 0, 1],
    ['everything passed, yet the runner failed', { passed: 4, failed: 0, skipped: 0 }, 1, 1],
    ['everything passed', { passed: 4, failed: 0, skipped: 0 }, 0, 0],
    ['two failed', { passed: 4, failed: 2, skipped: 0 }, 1, 2],
  ])('%s', (_, counts, code, failed) => {
    expect(settle(counts, code).failed).toBe(failed);
  });
});
