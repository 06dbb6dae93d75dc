// Ours against the others: one page in Chromium, and the same kernels natively on this machine. The contestants take turns
// within a round, so whatever slows the machine slows them alike; what counts is the median of the rounds' ratios.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import { launchOptions } from '../../tools/chromium.mjs';
import { serve } from '../../tools/serve.mjs';
import { median } from './measure.mjs';
import { bundlePage } from './speed/bundle.mjs';

// `runs`: of ours and of the native program in a round. `spread`: how far answers may lie apart, as they are sampled.
// `native`: how many times the native program's time is allowed; `least`: how many times ours JavaScript has to take.
const kernels = [
  { name: 'Monte Carlo ELBO, 1e6 samples', runs: 4, spread: 0.05, native: 1.35, least: 7 },
  { name: 'ELBO surface, 512 x 512', runs: 20, spread: 1e-4, native: 1.35, least: 5 },
  { name: 'stochastic VI, 2,000 steps of 16', runs: 30, spread: 0.15, native: 1.35, least: 5 },
  { name: 'gradient variances, 2 x 1e6', runs: 3, spread: 4, native: 1.35, least: 10 },
];
const peers = ['TF.js wasm', 'TF.js cpu', 'WebPPL'];
const program = new URL('../../build/native/vi_bench', import.meta.url).pathname;

export async function measureSpeed({ short }) {
  const server = await serve(await bundlePage(), { base: '/' });
  const browser = await chromium.launch(launchOptions);
  const native = startNative();
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`the page of the comparison: ${error.message}`));
    await page.goto(server.url);
    await page.waitForFunction(() => window.viBench !== undefined);
    const inPage = (contestant, kernel, runs) =>
      page.evaluate(([who, which, times]) => window.viBench(who, which, times), [contestant, kernel, runs]);
    const results = [];
    for (let kernel = 0; kernel < kernels.length; kernel++)
      results.push(...(await compare(kernel, short ? 7 : 21, short ? 1 : 3, inPage, native.run)));
    return results;
  } finally {
    native.stop();
    await browser.close();
    await server.close();
  }
}

async function compare(kernel, rounds, peerRounds, inPage, inNative) {
  const { name, runs, spread, native, least } = kernels[kernel];
  const few = Math.max(2, Math.floor(runs / 4));
  const ratios = {};
  const times = [];
  const answers = {};
  // The first two rounds are for the compilers; the slow ones take part in a few.
  for (let round = -2; round < rounds; round++) {
    const results = {
      ours: await inPage('ours', kernel, runs),
      native: await inNative(kernel, runs),
      JavaScript: await inPage('JavaScript', kernel, few),
    };
    if (round >= 0 && round < peerRounds)
      for (const peer of peers) results[peer] = await inPage(peer, kernel, 1);
    if (round < 0) continue;
    times.push(results.ours.milliseconds);
    for (const [contestant, result] of Object.entries(results)) {
      if (result === null) continue;
      answers[contestant] = result.answer;
      (ratios[contestant] ??= []).push(result.milliseconds / results.ours.milliseconds);
    }
  }
  for (const [contestant, answer] of Object.entries(answers))
    if (!(Math.abs(answer - answers.ours) <= spread))
      throw new Error(`${name}: ${contestant} answers ${answer}, we ${answers.ours}`);

  return [
    { what: name, value: median(times), unit: 'ms' },
    { what: '  wasm / native', value: 1 / median(ratios.native), unit: 'x', most: native },
    { what: '  JavaScript / ours', value: median(ratios.JavaScript), unit: 'x', least },
    ...peers
      .filter((peer) => peer in ratios)
      .map((peer) => ({ what: `  ${peer} / ours`, value: median(ratios[peer]), unit: 'x' })),
  ];
}

// The native program answers a line with a line.
function startNative() {
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async run(kernel, runs) {
      child.stdin.write(`${kernel} ${runs}\n`);
      const { value } = await lines.next();
      const [milliseconds, answer] = value.split(' ').map(Number);
      return { milliseconds, answer };
    },
    stop: () => child.stdin.end(),
  };
}
