// The measurements as a page of documentation.

import type { Row, Worst } from './measure.ts';

export function page(rows: Row[]): string {
  return `# Accuracy

<!-- Written by \`npm run docs\`; \`npm test\` holds it to what the core computes. -->

The worst error of the core over the reference values in \`tests/reference/data\`, and of the formulas that PyTorch, TensorFlow
Probability and SciPy use, in the same doubles and on the same inputs. An error of the core is given in units in the last place (ulp) of the
true value, and as a part of it; the others' as a part. **n < 0** counts divergences that came out negative, **n wrong** those
that were infinite or no number where the truth is a number, or the other way round.

${sections(rows)}`;
}

function sections(rows: Row[]): string {
  const names = [...new Set(rows.map(({ name }) => name))];
  return names
    .map((name) => {
      const same = rows.filter((row) => row.name === name);
      const peers = Object.keys(same[0]!.peers);
      const head = ['inputs', 'cases', 'core (ulp)', 'core', ...peers];
      const lines = same.map((row) => [
        row.kind,
        row.count,
        units(row.core),
        part(row.core),
        ...peers.map((peer) => part(row.peers[peer]!)),
      ]);
      return `## ${name}\n\n${[head, head.map((_, i) => (i === 0 ? '---' : '--:')), ...lines].map(line).join('\n')}\n`;
    })
    .join('\n');
}

const line = (cells: unknown[]) => `| ${cells.join(' | ')} |`;

function units({ ulp }: Worst): string {
  return ulp >= 1e4 ? ulp.toExponential(1) : ulp.toFixed(1);
}

function part({ relative, negative, wrong }: Worst): string {
  const faults = [negative > 0 ? `${negative} < 0` : '', wrong > 0 ? `${wrong} wrong` : ''].filter(Boolean);
  const size = relative === 0 ? '0' : relative.toExponential(1);
  return faults.length > 0 ? `${size} (${faults.join(', ')})` : size;
}
