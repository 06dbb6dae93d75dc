// What a lesson says of a density figure. All but the title has a default: the names that the linear-Gaussian scenes use.
import type { FigureData } from '../../../lesson/document.ts';
import type { Sum } from '../gauge.ts';
import type { FigureWords, Role } from '../kind.ts';
import { wordsOf } from '../words.ts';

export type DensityRole = Exclude<Role, 'neutral'>;

export interface CurveData {
  role: DensityRole;
  /** Words beside the curve, and its formula. */
  name: string;
  math: string;
  /** The height of the curve, an expression in the figure's variable. */
  density: string;
  /** The quantity that is this Gaussian, for its place and width. */
  of?: string;
  /** Where no quantity is: the names of its centre and variance. */
  centre?: string;
  spread?: string;
}

export interface DensityData extends FigureWords {
  over: string;
  curves: CurveData[];
  /** The parameters that the two handles move. */
  mean: string;
  variance: string;
  /** whole = part + rest: the ceiling, what is reached, what is still to pay. */
  bar: Sum<string>;
  identity: string;
  /** What of the rest the mean costs and what the width. */
  split: { mean: string; width: string };
  /** Which quantities q is set to by "Snap q to the posterior". */
  snap: Record<string, string>;
}

const GAUSSIAN: Omit<DensityData, keyof FigureWords> = {
  over: 'z',
  curves: [
    { role: 'prior', name: 'prior', math: 'p(z)', density: 'exp(log_prob(prior, z))', of: 'prior' },
    {
      role: 'likelihood',
      name: 'likelihood',
      math: 'p(x|z)',
      density: 'exp(log_prob(normal(z, likelihood_variance), x))',
      centre: 'x',
      spread: 'likelihood_variance',
    },
    {
      role: 'posterior',
      name: 'posterior',
      math: 'p(z|x)',
      density: 'exp(log_prob(true_posterior, z))',
      of: 'true_posterior',
    },
    { role: 'q', name: 'yours', math: 'q(z)', density: 'exp(log_prob(q, z))', of: 'q' },
  ],
  mean: 'q_mean',
  variance: 'q_variance',
  bar: { whole: 'evidence', part: 'elbo', rest: 'gap' },
  identity: 'gap',
  split: { mean: 'gap_mean', width: 'gap_width' },
  snap: { q_mean: 'posterior_mean', q_variance: 'posterior_variance' },
};

const GIVEN = ['x', 'prior_variance', 'likelihood_variance'];

export function densityData(given: FigureData): DensityData {
  return { ...GAUSSIAN, ...wordsOf(given, GIVEN) };
}

/** The quantities that it draws or has in its table; parameters come with every answer. */
export function quantitiesOf({ curves, bar, split, snap }: DensityData): string[] {
  const ofCurves = curves.flatMap(({ of, centre, spread }) => (of ? [of] : [centre ?? '', spread ?? '']));
  const all = [...ofCurves, ...Object.values(bar), ...Object.values(split), ...Object.values(snap)];
  return [...new Set(all.map((name) => name.split('.', 1)[0] as string))];
}
