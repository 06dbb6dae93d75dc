// What figures of every kind say in words, apart from their numbers.
import { html, nothing, type TemplateResult } from 'lit';
import type { ParameterInfo } from '../../core/door.ts';
import type { FigureData } from '../../lesson/document.ts';
import type { SceneState } from '../../lesson/scene-state.ts';
import { withMinus } from '../format.ts';
import { inWords, nameOf } from '../parameter-words.ts';
import type { FigureWords } from './kind.ts';

export function wordsOf(data: FigureData, given: string[] = []): FigureWords {
  return { how: '', given, ...(data as Partial<FigureWords> & { title: string }) };
}

/** The line under the title: what does not move, and what to do. */
export function underTitle(scene: SceneState, { given, how }: FigureWords): TemplateResult | typeof nothing {
  const known = given.filter((name) => scene.grids.has(name)).map((name) => said(scene, name));
  if (known.length === 0 && how === '') return nothing;
  const instruction = known.length > 0 && how !== '' ? html` <span>${how}</span>` : how;
  return html`<p class="vi-given">${known.join(', ')}${instruction}</p>`;
}

// "observation x = 2", but "prior variance 4": a sign from TeX cannot be said in plain letters.
function said(scene: SceneState, name: string): string {
  const info = scene.info.parameters[name] as ParameterInfo;
  const words = /^[a-z]$/i.test(info.symbol) ? `${nameOf(name, info)} ${info.symbol} =` : nameOf(name, info);
  return `${words} ${withMinus(scene.settings[name] ?? '')}`;
}

/** Only what the figure itself moves: the other parameters have their controls, and say it there. */
export function refusals(scene: SceneState, moves: string[]): TemplateResult[] {
  return moves.flatMap((name) => {
    const refusal = scene.refusals.get(name);
    const info = scene.info.parameters[name];
    return refusal && info ? [html`<p class="vi-refusal">${inWords(refusal.message, name, info)}</p>`] : [];
  });
}
