import { lookUp } from '../../lesson/look-up.ts';
import type { SceneState } from '../../lesson/scene-state.ts';
import type { LessonSession } from '../../lesson/session.ts';
import { formatNumber } from '../format.ts';
import { enclosingScene, Leaf } from '../member.ts';

/**
 * A live number in the running text. It rewrites its own text node, since dozens of these change in every frame of a drag.
 *
 * @attr name - a quantity or parameter: `gap`, `exercise1.gap`, `exercise1.true_posterior.mean`
 * @attr digits - digits after the point
 * @attr data-value - the double, shortest round trip
 * @attr data-exact - its exact form, if it has one and nothing is moving
 */
export class ViNumber extends Leaf {
  enter(session: LessonSession): void {
    const found = session.resolve(this.getAttribute('name') ?? '', enclosingScene(this));
    if (!found) return;
    const { scene, name } = found;
    const show = () => this.#show(scene, name);
    this.follow(scene, { quantities: [name.split('.', 1)[0] as string] }, show);
    show();
  }

  #show(scene: SceneState, name: string): void {
    const { value, exact, problem } = lookUp(scene, name);
    if (value === undefined) return this.#refuse(problem ?? 'not a number');
    const digits = this.getAttribute('digits');
    this.#write(formatNumber(value, digits === null ? undefined : Number(digits)));
    this.dataset.value = String(value);
    if (exact === null || scene.moving) delete this.dataset.exact;
    else this.dataset.exact = exact;
    this.removeAttribute('title');
  }

  #refuse(problem: string): void {
    this.#write('undefined');
    this.title = problem;
    delete this.dataset.value;
    delete this.dataset.exact;
  }

  #write(text: string): void {
    if (this.textContent !== text) this.textContent = text;
  }
}
