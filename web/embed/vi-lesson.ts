// A lesson in another site's page, by one script: <vi-lesson> for all of it, <vi-figure>, <vi-exercise> and <vi-cards> for a
// part. Everything is inside a shadow root, so the host's styles and ours leave each other alone, and the host's address is
// neither read nor written. What each can be asked stands in elements.mjs.
import { ViExercise } from '../elements/exercise/vi-exercise.ts';
import { ViFigure } from '../elements/figure/vi-figure.ts';
import { defineElements } from '../elements/index.ts';
import { ViLesson } from '../elements/lesson/vi-lesson.ts';
import { hostOf } from '../elements/member.ts';
import { attributesOf } from './elements.mjs';
import type { Kind } from './parts.ts';
import { Portal } from './portal.ts';

interface Callbacks extends HTMLElement {
  connectedCallback?(): void;
  disconnectedCallback?(): void;
  attributeChangedCallback?(name: string, before: string | null, after: string | null): void;
}
type Made = CustomElementConstructor &
  (new (
    ...given: ConstructorParameters<CustomElementConstructor>
  ) => Callbacks);

/** Inside a lesson what `Base` is; on a host's page a root of its own. */
function embedded<B extends Made>(kind: Kind, Base: B): B {
  return class extends Base {
    #portal: Portal | undefined;

    static get observedAttributes(): string[] {
      const own = (Base as { observedAttributes?: string[] }).observedAttributes ?? [];
      return [...own, ...attributesOf(kind)];
    }

    override connectedCallback(): void {
      if (!this.#portal && hostOf(this)) return super.connectedCallback?.();
      this.#portal ??= new Portal(this, kind);
      this.#portal.connected();
    }

    override disconnectedCallback(): void {
      if (this.#portal) this.#portal.disconnected();
      else super.disconnectedCallback?.();
    }

    override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
      super.attributeChangedCallback?.(name, before, after);
      this.#portal?.changed();
    }
  };
}

const ROOTS: Record<Kind | 'vi-root', CustomElementConstructor> = {
  'vi-root': class extends ViLesson {},
  'vi-lesson': embedded('vi-lesson', HTMLElement as Made),
  'vi-figure': embedded('vi-figure', ViFigure as Made),
  'vi-exercise': embedded('vi-exercise', ViExercise as Made),
  'vi-cards': embedded('vi-cards', HTMLElement as Made),
};

// Another copy of this script, or of another release, may have been here.
if (!customElements.get('vi-lesson')) {
  for (const [name, constructor] of Object.entries(ROOTS))
    if (!customElements.get(name)) customElements.define(name, constructor);
  defineElements();
}
