import type { Face } from '../../core/door.ts';
import type { SceneState } from '../../lesson/scene-state.ts';
import type { LessonSession } from '../../lesson/session.ts';
import { enclosingScene, Leaf } from '../member.ts';
import { drawTex, markScrollable } from '../tex.ts';

const HOLE = /\\val\{([^{}]*)\}/g;

/**
 * A formula: fixed TeX, TeX with live numbers in it, or a quantity in the faces asked for.
 *
 * @attr tex - TeX; `\val{name}` is filled with the scene's number
 * @attr display - set on a line of its own
 * @attr name - a quantity or parameter, in place of `tex`
 * @attr faces - `symbolic substituted terms exact decimal`: which, in this order
 * @attr scene - where the names belong
 */
export class ViFormula extends Leaf {
  static observedAttributes = ['tex'];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#isStatic) this.#draw(this.getAttribute('tex') ?? '');
  }

  attributeChangedCallback(): void {
    if (this.isConnected && this.#isStatic) this.#draw(this.getAttribute('tex') ?? '');
  }

  enter(session: LessonSession): void {
    if (this.#isStatic) return;
    const found = session.resolve(this.getAttribute('name') ?? '', enclosingScene(this));
    if (!found) return;
    const { scene, name } = found;
    const turn = { element: this, settle: () => this.#draw(this.#compose(scene, name)) };
    const mark = () => session.turns.mark(turn);
    this.follow(scene, mark, () => session.turns.remove(turn));
    session.turns.add(turn);
  }

  /** Nothing in it comes from a scene. */
  get #isStatic(): boolean {
    return !this.hasAttribute('name') && !(this.getAttribute('tex') ?? '').includes('\\val{');
  }

  #draw(tex: string): void {
    if (!this.hasAttribute('display')) return drawTex(this, tex);
    const chunks = tex.split(/\\qquad(?![a-zA-Z])/);
    if (chunks.length === 1) drawTex(this, tex, true);
    else this.#drawChunks(chunks);
    if (this.isConnected) markScrollable(this);
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

  #compose(scene: SceneState, name: string): string {
    const tex = this.getAttribute('tex');
    return tex === null ? facesOf(scene, name, this.getAttribute('faces')) : fillHoles(scene, tex);
  }
}

/** `symbolic = substituted = exact`, where a face that says nothing new is left out. */
function facesOf(scene: SceneState, name: string, wish: string | null): string {
  const faces = (wish ?? 'exact').split(/\s+/).filter(Boolean) as Face[];
  const [formula] = askFormulas(scene, [name], faces);
  const shown = faces.map((face) => formula?.[face]).filter((tex) => tex !== undefined);
  return shown.filter((tex, i) => tex !== shown[i - 1]).join(' = ');
}

/** Numbers into the holes: exact where they are, in brackets where a sign would collide with what stands before. */
export function fillHoles(scene: SceneState, tex: string): string {
  const holes = [...tex.matchAll(HOLE)].map(([, expression]) => expression as string);
  const formulas = askFormulas(scene, holes, ['exact', 'decimal']);
  let at = 0;
  return tex.replace(HOLE, (_hole, _expression, offset: number) => {
    const { exact, decimal } = formulas[at++] ?? {};
    return `{${bracket(exact || decimal || '?', tex.slice(0, offset).trimEnd())}}`;
  });
}

function askFormulas(scene: SceneState, expressions: string[], faces: Face[]) {
  try {
    const formulas = expressions.map((expression) => ({ expression, faces }));
    return scene.ask({ quantities: [], identities: [], formulas }).formulas;
  } catch {
    return [];
  }
}

/** A sum needs brackets anywhere, a lone negative number only after something it could run into. */
function bracket(tex: string, before: string): string {
  const sum = /[^{(]\s*[+-]/.test(tex);
  const negative = tex.startsWith('-') && !/(^|[=(,{[])$/.test(before);
  return sum || negative ? `\\left(${tex}\\right)` : tex;
}
