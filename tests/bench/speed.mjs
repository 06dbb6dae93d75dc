// Ours against the others: one page in Chromium, and the same kernels natively on this machine. The contestants take turns
// within a round, so whatever slows the machine slows them alike; what counts is the median of the rounds' ratios.
import { chromium } from '@playwright/test';
import { launchOptions } from '../../tools/chromium.mjs';
import { serve } from '../../tools/serve.mjs';
import { startLineProgram } from './line-program.mjs';
import { median } from './measure.mjs';
import { bundlePage } from './speed/bundle.mjs';

// `runs`: batches of ours, of JavaScript and of the native program in a round, of which the quickest counts. `batch`: runs of
// ours in a batch, and of JavaScript. `spread`: how far answers may lie apart, as they are sampled. `native`: how many times
// the native program's time is allowed; `least`: how many times ours JavaScript has to take.
const kernels = [
  { name: 'Monte Carlo ELBO, 1e6 samples', runs: 3, batch: [4, 1], spread: 0.05, native: 1.35, least: 7 },
  { name: 'ELBO surface, 512 x 512', runs: 4, batch: [20, 10], spread: 1e-4, native: 1.35, least: 5 },
  { name: 'stochastic VI, 2,000 steps of 16', runs: 4, batch: [30, 6], spread: 0.15, native: 1.35, least: 5 },
  { name: 'gradient variances, 2 x 1e6', runs: 3, batch: [2, 1], spread: 4, native: 1.35, least: 10 },
  {
    name: 'KL of 64-dimensional Gaussians',
    runs: 4,
    batch: [60, 30],
    spread: 1e-10,
    native: 1.5,
    least: 2.5,
  },
  {
    name: 'small VAE, 1,000 steps of 64 rows',
    runs: 4,
    batch: [10, 2],
    spread: 0.02,
    native: 1.35,
    least: 6,
  },
];
const peers = ['TF.js wasm', 'TF.js cpu', 'WebPPL'];
const program = new URL('../../build/native/vi_bench', import.meta.url).pathname;

export async function measureSpeed({ short }) {
  const server = await serve(await bundlePage(), { base: '/' });
  const browser = await chromium.launch(launchOptions);
  const native = startLineProgram(program);
  const inNative = async (...order) => {
    const [milliseconds, answer] = (await native.ask(order.join(' '))).split(' ').map(Number);
    return { milliseconds, answer };
  };
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`the page of the comparison: ${error.message}`));
    await page.goto(server.url);
    await page.waitForFunction(() => window.viBench !== undefined);
    const inPage = (...order) => page.evaluate((given) => window.viBench(...given), order);
    const results = [];
    for (let kernel = 0; kernel < kernels.length; kernel++)
      results.push(...(await compare(kernel, short ? 7 : 21, short ? 1 : 3, inPage, inNative)));
    return results;
  } finally {
    native.stop();
    await browser.close();
    await server.close();
  }
}

async function compare(kernel, rounds, peerRounds, inPage, inNative) {
  const { name, runs, batch, spread, native, least } = kernels[kernel];
  const ratios = {};
  const times = [];
  const answers = {};
  // The first two rounds are for the compilers; the slow ones take part in a few.
  for (let round = -2; round < rounds; round++) {
    const results = {
      ours: await inPage('ours', kernel, runs, batch[0]),
      native: await inNative(kernel, runs, batch[0]),
      JavaScript: await inPage('JavaScript', kernel, runs, batch[1]),
    };
    if (round >= 0 && round < peerRounds)
      for (const peer of peers) results[peer] = await inPage(peer, kernel, 1, 1);
    if (round < 0) continue;
    times.push(results.ours.milliseconds);
    for (const [contestant, result] of Object.entries(results)) {
      if (result === null) continue;
      answers[contestant] = result.answer;
      ratios[contestant] = [...(ratios[contestant] ?? []), result.milliseconds / results.ours.milliseconds];
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
