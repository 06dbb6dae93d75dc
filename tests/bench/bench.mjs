// npm run bench [-- --short]: what the lesson costs, and whether it stays under the limits. Exit 1 if one is broken.
import { parseArgs } from 'node:util';
import { measureCore } from './core.mjs';
import { measurePage } from './page.mjs';

const { values } = parseArgs({ options: { short: { type: 'boolean', default: false } } });
const results = [...(await measureCore(values)), ...(await measurePage(values))];

for (const { what, value, unit, most, wish } of results) {
  const wished = wish === undefined ? '' : `, wished for: ${wish}`;
  const limit =
    most === undefined ? '' : `   of ${most} ${unit}${wished}${value <= most ? '' : '   ← too much'}`;
  console.log(`${what.padEnd(32)} ${value.toFixed(2).padStart(8)} ${unit}${limit}`);
}
const broken = results.filter(({ value, most }) => most !== undefined && !(value <= most)).length;
if (broken > 0) console.log(`${broken} of ${results.length} over the limit`);
process.exitCode = broken > 0 ? 1 : 0;
