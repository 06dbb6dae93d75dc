import { expect, it } from 'vitest';
import { openingSearch, runningSearch } from '../../../web/scorm/address.ts';

const launched = '?attempt=4711&seed=7&AICC_SID=x';

it('a lesson opens at the numbers it was left at, else at those that the course asks for', () => {
  expect(openingSearch(launched, '')).toBe('seed=7');
  expect(openingSearch(launched, 'exercise1.x=5/2')).toBe('exercise1.x=5/2');
  expect(openingSearch('?attempt=4711', '')).toBe('');
});

it('entries of the course’s own stay in the address for a reload, and are not the lesson’s', () => {
  expect(runningSearch(launched, '?seed=9&exercise1.x=2')).toBe(
    'attempt=4711&AICC_SID=x&seed=9&exercise1.x=2',
  );
  expect(runningSearch('', '')).toBe('');
});
