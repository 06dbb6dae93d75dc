// npm run bench [-- --short]: what the lesson costs, and whether it stays under the floors. Exit 1 if one is broken.
import { parseArgs } from 'node:util';
import { measureCore } from './core.mjs';
import { measurePage } from './page.mjs';

const { values } = parseArgs({ options: { short: { type: 'boolean', default: false } } });
const results = [...(await measureCore(values)), ...(await measurePage(values))];

for (const { what, value, unit, floor, wish } of results) {
  const wished = wish === undefined ? '' : `, wished for: ${wish}`;
  const limit =
    floor === undefined ? '' : `   of ${floor} ${unit}${wished}${value <= floor ? '' : '   ← too much'}`;
  console.log(`${what.padEnd(32)} ${value.toFixed(2).padStart(8)} ${unit}${limit}`);
}
const broken = results.filter(({ value, floor }) => floor !== undefined && !(value <= floor)).length;
if (broken > 0) console.log(`${broken} of ${results.length} over the floor`);
process.exitCode = broken > 0 ? 1 : 0;
