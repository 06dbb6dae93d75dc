// npm run bench [-- --short]: what the lesson costs, and whether it stays under the limits. Exit 1 if one is broken.
import { parseArgs } from 'node:util';
import { measureControl } from './control.mjs';
import { measureCore } from './core.mjs';
import { measurePage } from './page.mjs';
import { measureSpeed } from './speed.mjs';

const { values } = parseArgs({ options: { short: { type: 'boolean', default: false } } });
const results = [
  ...(await measureCore(values)),
  ...(await measureSpeed(values)),
  ...(await measureControl(values)),
  ...(await measurePage(values)),
];
const isBroken = ({ value, most, least }) =>
  (most !== undefined && !(value <= most)) || (least !== undefined && !(value >= least));

for (const result of results) {
  const { what, value, unit, most, least, wish } = result;
  const wished = wish === undefined ? '' : `, wished for: ${wish}`;
  const limits = [
    most === undefined ? '' : `   of ${most} ${unit}${wished}`,
    least === undefined ? '' : `   at least ${least} ${unit}`,
    isBroken(result) ? `   ← too ${value < least ? 'little' : 'much'}` : '',
  ];
  console.log(`${what.padEnd(34)} ${value.toFixed(2).padStart(8)} ${unit}${limits.join('')}`);
}
const broken = results.filter(isBroken).length;
if (broken > 0) console.log(`${broken} of ${results.length} over the limit`);
process.exitCode = broken > 0 ? 1 : 0;
