// What a density figure says in words, apart from its numbers.
import { html, type TemplateResult } from 'lit';
import type { ParameterInfo } from '../../core/door.ts';
import type { SceneState } from '../../lesson/scene-state.ts';
import { formatNumber, withMinus } from '../format.ts';
import { inWords, nameOf, valueText } from '../parameter-words.ts';
import type { DensityData } from './data.ts';
import type { Handle } from './handles.ts';
import type { Picture } from './picture.ts';

/** Only q's: the other parameters have their controls, and say it there. */
export function refusals(scene: SceneState, { mean, variance }: DensityData): TemplateResult[] {
  return [mean, variance].flatMap((name) => {
    const refusal = scene.refusals.get(name);
    const info = scene.info.parameters[name];
    return refusal && info ? [html`<p class="vi-refusal">${inWords(refusal.message, name, info)}</p>`] : [];
  });
}

/** What the two handles are called, and what they say of themselves. */
export function handlesOf(scene: SceneState, { mean, variance }: DensityData, { q }: Picture): Handle[] {
  const text = (parameter: string) => scene.settings[parameter] ?? '';
  return [
    { part: 'mean', scene, parameter: mean, label: 'Mean of q', valueText: valueText(q.mean, text(mean)) },
    {
      part: 'width',
      scene,
      parameter: variance,
      label: 'Width of q',
      valueText: `standard deviation ${formatNumber(q.sd, 2)}, variance ${valueText(q.variance, text(variance))}`,
    },
  ];
}

/** The line under the title: what does not move with q. */
export function givens(scene: SceneState, names: string[]): string {
  const known = names.filter((name) => scene.grids.has(name));
  const said = (name: string) => {
    const info = scene.info.parameters[name] as ParameterInfo;
    // "observation x = 2", but "prior variance 4": a sign from TeX cannot be said in plain letters.
    const words = /^[a-z]$/i.test(info.symbol)
      ? `${nameOf(name, info)} ${info.symbol} =`
      : nameOf(name, info);
    return `${words} ${withMinus(scene.settings[name] ?? '')}`;
  };
  return known.map(said).join(', ');
}
