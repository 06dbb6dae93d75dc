// What every kind of figure is to <vi-figure>, which gives it its frame: title, problem, handles, actions, table.
import type { nothing, TemplateResult } from 'lit';
import type { Wish } from '../../lesson/followers.ts';
import type { SceneState } from '../../lesson/scene-state.ts';
import type { Handle } from './handles.ts';
import type { Layout } from './layout.ts';

/** Decides colour and dash, everywhere the same. */
export type Role = 'prior' | 'likelihood' | 'posterior' | 'q' | 'neutral';

/** What all kinds say of themselves in lesson.json. */
export interface FigureWords {
  title: string;
  how: string;
  /** The parameters named under the title. */
  given: string[];
}

export interface Figure {
  readonly words: FigureWords;
  /** What a screen reader calls the picture. */
  readonly label: string;
  /** What it reads of the scene's values. */
  readonly wish: Wish;
  /** The parameters that its handles move. */
  readonly moves: string[];
  /** Take the scene's present numbers. Throws where the core refuses one, and then keeps what it had. */
  paint(scene: SceneState): void;
  layout(width: number): Layout;
  /** The picture, as children of an <svg>; its handles come after. */
  ink(layout: Layout): TemplateResult;
  handles(scene: SceneState, layout: Layout): Handle[];
  /** What stands beside the picture, or under it on a phone. */
  aside?(layout: Layout): TemplateResult | typeof nothing;
  /** The numbers below the picture. */
  below?(scene: SceneState): TemplateResult;
  actions?(scene: SceneState): TemplateResult;
  tables(scene: SceneState): TemplateResult[];
  /** The picture in a line or two, for whoever listens. */
  spoken(): string;
  /** Take the widths of words as drawn; true if they were estimated wrongly and the picture should be drawn again. */
  measure?(root: ParentNode): boolean;
}
