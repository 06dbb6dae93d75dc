// Two of the kernels in WebPPL, over fewer draws: its time is told for as many as the others take.
import 'webppl/src/browser.js';

const samples = 20_000;
const steps = 400;

const bySampling = `
var value = function() {
  var z = sample(Gaussian({ mu: 1, sigma: Math.sqrt(1.5) }));
  var joint = Gaussian({ mu: 0, sigma: 2 }).score(z) + Gaussian({ mu: z, sigma: 1 }).score(2);
  return joint - Gaussian({ mu: 1, sigma: Math.sqrt(1.5) }).score(z);
};
sum(repeat(${samples}, value)) / ${samples}`;

const climbing = `
var out = Optimize({
  model: function() {
    var z = sample(Gaussian({ mu: 0, sigma: 2 }), { guide: function() {
      return Gaussian({ mu: param({ name: 'mean', mu: 0, sigma: 0 }),
                        sigma: Math.exp(param({ name: 'logSd', mu: 0, sigma: 0 })) });
    } });
    observe(Gaussian({ mu: z, sigma: 1 }), 2);
    return z;
  },
  steps: ${steps}, optMethod: { adam: { stepSize: 0.02 } }, estimator: { ELBO: { samples: 16 } },
  verbose: false, showGradNorm: false
});
T.get(getParams().mean, 0)`;

// Compiled once; a run is timed without that.
function program(code, share) {
  let compiled;
  return () =>
    new Promise((resolve) => {
      compiled ??= globalThis.webppl.compile(code);
      const start = performance.now();
      const finish = (_, answer) => resolve({ answer, took: (performance.now() - start) / share });
      globalThis.webppl.prepare(compiled, finish).run();
    });
}

export const webppl = [
  program(bySampling, samples / 1e6),
  undefined,
  program(climbing, steps / 2000),
  undefined,
  undefined,
  undefined,
];
