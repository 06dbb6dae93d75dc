// The reference files about special functions and about beta, gamma and Dirichlet distributions, as questions.
import { type Answer, ask, type Case, cases, type Question } from './ask.ts';

// The truth as the whole value of the reply, within so many steps.
const within = (steps: number, truth: string | null | undefined): Answer[] => [
  { field: '', truth: truth!, steps },
];

function gammaFunctions({ inputs, outputs }: Case): Question[] {
  return ['lgamma', 'digamma', 'trigamma'].map((name) => ask(`${name}(x)`, inputs, within(4, outputs[name])));
}

function normalCdf({ inputs, outputs }: Case): Question[] {
  const names = { cdf: 'cdf', survival: 'sf', log_cdf: 'log_cdf' };
  return Object.entries(names).flatMap(([name, output]) =>
    ['normal', 'normal_sd'].map((family) =>
      ask(`${name}(${family}(0, 1), x)`, inputs, within(4, outputs[output])),
    ),
  );
}

function normalQuantile({ inputs, outputs }: Case): Question[] {
  return [ask('quantile(normal(0, 1), u)', inputs, within(4, outputs.quantile))];
}

function beta({ inputs, outputs }: Case): Question[] {
  return [
    ask('kl(beta(a_q, b_q), beta(a_p, b_p))', inputs, within(8, outputs.kl)),
    ask('entropy(beta(a_q, b_q))', inputs, within(8, outputs.entropy_q)),
  ];
}

// The entropy's terms cancel: it depends on the unit of x.
function gamma({ inputs, outputs }: Case): Question[] {
  return [
    ask('kl(gamma(shape_q, rate_q), gamma(shape_p, rate_p))', inputs, within(8, outputs.kl)),
    ask('entropy(gamma(shape_q, rate_q))', inputs, [
      { field: '', truth: outputs.entropy_q!, relative: 1e-15 },
    ]),
  ];
}

function dirichlet({ inputs, outputs }: Case): Question[] {
  const list = (name: string) => (inputs[name] as unknown as string[]).map(Number);
  const given = { q: list('alpha_q'), p: list('alpha_p') };
  return [
    ask('kl(dirichlet(q), dirichlet(p))', given, within(100, outputs.kl)),
    ask('entropy(dirichlet(q))', given, within(16, outputs.entropy_q)),
  ];
}

export const familyQuestions: Record<string, Question[]> = {
  gamma_functions: cases('gamma_functions').flatMap(gammaFunctions),
  normal_cdf: cases('normal_cdf').flatMap(normalCdf),
  normal_quantile: cases('normal_quantile').flatMap(normalQuantile),
  beta_kl: cases('beta_kl').flatMap(beta),
  gamma_kl: cases('gamma_kl').flatMap(gamma),
  dirichlet_kl: cases('dirichlet_kl').flatMap(dirichlet),
};
