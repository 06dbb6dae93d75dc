// Both hosts are held to the bounds; the page of documentation is what the module reaches, so it is the same on every machine.
import { describe, expect, it } from 'vitest';
import { hosts } from '../reference/hosts.ts';
import { measure } from './measure.ts';
import { quantities } from './quantities.ts';
import { page } from './table.ts';

describe.each(Object.entries(hosts))('the %s core', (_name, host) => {
  it.each(quantities)('$name: every error within its bound', async (quantity) => {
    const rows = await measure(quantity, host);
    expect(rows.flatMap(({ over }) => over)).toEqual([]);
    expect(rows.map(({ core }) => core.negative + core.wrong)).toEqual(rows.map(() => 0));
  });
});

it('the page of documentation holds what was measured', async () => {
  const rows = await Promise.all(quantities.map((quantity) => measure(quantity, hosts.wasm!)));
  await expect(page(rows.flat())).toMatchFileSnapshot('../../web/docs/accuracy.md');
});
