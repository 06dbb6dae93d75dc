import type { Face, Formula } from '../../core/door.ts';
import type { SceneState } from '../../lesson/scene-state.ts';
import type { LessonSession } from '../../lesson/session.ts';
import { enclosingScene, Leaf } from '../member.ts';
import { markScrollable } from '../scrolling.ts';
import { drawTex, refuseTex } from '../tex.ts';
import { joinedFaces } from './faces.ts';

/** Boxes of others that scroll where a formula is too wide for them. */
const SCROLLERS = '.vi-part, .vi-path-formula, .vi-path-exact';
const HOLE = /\\(?:val|num)\{/;
/** A relation may end a line, but `r = 1` torn in two reads as two things. So short a formula stays whole. */
const SHORT = /^(?=.*[=<>]).{1,26}$/;

/**
 * A formula: fixed TeX, TeX with live numbers in it, or a quantity in the faces asked for.
 *
 * @attr tex - TeX; the core fills `\val{name}` and `\num{name}` with the scene's numbers
 * @attr display - set on a line of its own
 * @attr name - a quantity or parameter, in place of `tex`
 * @attr faces - `symbolic substituted terms exact decimal`: which, in this order
 * @attr scene - where the names belong
 */
export class ViFormula extends Leaf {
  static observedAttributes = ['tex'];
  #session: LessonSession | undefined;
  #turn = { element: this as Element, settle: () => this.#settle() };
  #settle = () => this.#drawTex();

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#isStatic) this.#drawTex();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#session?.turns.remove(this.#turn);
  }

  /** In a lesson that computes, a formula of somebody's template waits for its turn like all others. */
  attributeChangedCallback(): void {
    if (!this.isConnected || !this.#isStatic) return;
    if (this.#session) this.#session.turns.mark(this.#turn);
    else this.#drawTex();
  }

  enter(session: LessonSession): void {
    this.#session = session;
    if (this.#isStatic) return;
    const found = session.resolve(this.getAttribute('name') ?? '', enclosingScene(this));
    if (!found) return;
    const formula = this.#formula(found.name);
    this.#settle = () => this.#drawAnswer(found.scene, formula);
    this.follow(found.scene, { formulas: [formula] }, () => session.turns.mark(this.#turn));
  }

  /** Nothing in it comes from a scene. */
  get #isStatic(): boolean {
    return !this.hasAttribute('name') && !HOLE.test(this.getAttribute('tex') ?? '');
  }

  #formula(expression: string): Formula {
    const tex = this.getAttribute('tex');
    return tex === null ? { expression, faces: this.#faces } : { tex };
  }

  get #faces(): Face[] {
    return (this.getAttribute('faces') ?? 'exact').split(/\s+/).filter(Boolean) as Face[];
  }

  #drawTex(): void {
    this.#draw(this.getAttribute('tex') ?? '');
  }

  #drawAnswer(scene: SceneState, formula: Formula): void {
    const answer = scene.formula(formula);
    if (!answer) return;
    if (answer.error) refuseTex(this, answer.error.message);
    else this.#draw(answer.tex ?? joinedFaces(answer, this.#faces));
  }

  #draw(tex: string): void {
    const isDisplay = this.hasAttribute('display');
    if (this.classList.contains('vi-whole') !== (!isDisplay && SHORT.test(tex)))
      this.classList.toggle('vi-whole');
    const chunks = isDisplay ? tex.split(/\\qquad(?![a-zA-Z])/) : [tex];
    if (chunks.length === 1) drawTex(this, tex, isDisplay);
    else this.#drawChunks(chunks);
    const box = isDisplay ? this : this.closest<HTMLElement>(SCROLLERS);
    if (box?.isConnected) markScrollable(box);
  }

  /** Formulas side by side, which a narrow page sets one below the other. */
  #drawChunks(chunks: string[]): void {
    const boxes = [...this.querySelectorAll<HTMLElement>(':scope > .vi-chunk')];
    if (boxes.length !== chunks.length) {
      boxes.splice(0, boxes.length, ...chunks.map(() => document.createElement('span')));
      for (const box of boxes) box.className = 'vi-chunk';
      this.replaceChildren(...boxes);
    }
    for (const [i, chunk] of chunks.entries()) drawTex(boxes[i] as HTMLElement, chunk.trim(), true);
  }
}
