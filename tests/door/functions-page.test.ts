import { expect, it } from 'vitest';
import { hosts } from '../reference/hosts.ts';
import { type Described, page } from './functions-page.ts';

async function described(): Promise<Described[]> {
  const [reply] = await hosts.native!([{ op: 'functions' }]);
  return JSON.parse(reply!).ok.value;
}

it('every function says what it gives, for which arguments, and from which source', async () => {
  const silent = (await described()).filter(({ help, domain, source }) => !help || !domain || !source);
  expect(silent).toEqual([]);
});

it('the page of documentation lists what the program does', async () => {
  await expect(page(await described())).toMatchFileSnapshot('../../web/docs/functions.md');
});
