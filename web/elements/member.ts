// How elements find their lesson. An element joins the nearest <vi-lesson>, at once or when that opens; until then, and
// for ever if the core fails, it leaves the children alone that the build has written.
import { LitElement, type PropertyValues } from 'lit';
import { type Answer, tell } from '../lesson/events.ts';
import type { Wish } from '../lesson/followers.ts';
import type { SceneState } from '../lesson/scene-state.ts';
import type { LessonSession } from '../lesson/session.ts';
import { keepPrinted } from './tex.ts';

export interface Member extends HTMLElement {
  /** The lesson is open: show its numbers. */
  enter(session: LessonSession): void;
  readonly updateComplete?: Promise<boolean>;
}

/** What <vi-lesson> is to those inside it. */
export interface Host extends HTMLElement {
  readonly session: LessonSession | undefined;
  join(member: Member): void;
  leave(member: Member): void;
}

export function hostOf(element: Element): Host | undefined {
  // <vi-root>: a lesson, or a part of one, in the shadow root of an embed.
  const near = element.closest('vi-lesson, vi-root');
  if (near) return 'join' in near ? (near as Host) : undefined;
  const root = element.getRootNode();
  return 'host' in root ? hostOf(root.host as Element) : undefined;
}

export function enclosingScene(element: Element): string | undefined {
  const named = element.getAttribute('scene') ?? element.closest('vi-scene')?.getAttribute('name');
  return named ?? undefined;
}

/** A small element that rewrites its own content: no template, no Lit. */
export abstract class Leaf extends HTMLElement implements Member {
  #host: Host | undefined;
  #end: (() => void) | undefined;

  connectedCallback(): void {
    this.#host = hostOf(this);
    this.#host?.join(this);
  }

  disconnectedCallback(): void {
    this.#end?.();
    this.#end = undefined;
    this.#host?.leave(this);
  }

  /** Follow a scene until the element is removed. */
  protected follow(scene: SceneState, wish: Wish, changed: () => void, ...ends: (() => void)[]): void {
    this.#end?.();
    const stop = scene.follow({ element: this, wish, changed });
    this.#end = () => {
      for (const end of [stop, ...ends]) end();
    };
  }

  abstract enter(session: LessonSession): void;
}

/** An element with a template, drawn into the light where find, print and screen readers look. */
export abstract class SceneElement extends LitElement implements Member {
  static override properties = { session: { attribute: false } };
  declare session: LessonSession | undefined;
  #host: Host | undefined;
  #end: (() => void) | undefined;

  override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#host = hostOf(this);
    this.#host?.join(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.();
    this.#end = undefined;
    this.#host?.leave(this);
  }

  enter(session: LessonSession): void {
    this.session = session;
    this.#end?.();
    const scene = this.scene;
    const stops = [
      scene?.follow({ element: this, wish: this.wish, changed: () => this.sceneChanged(scene) }),
      this.source?.follow(() => this.sourceChanged()),
    ];
    this.#end = () => {
      for (const stop of stops) stop?.();
    };
  }

  /** What it shows besides its scene. */
  protected get source(): { follow(changed: () => void): () => void } | undefined {
    return undefined;
  }

  protected sourceChanged(): void {
    this.requestUpdate();
  }

  /** What it shows of its scene besides the parameters. */
  protected get wish(): Wish {
    return {};
  }

  /** The scene this element shows, once the lesson is open. */
  get scene(): SceneState | undefined {
    return this.found?.scene;
  }

  /** The button that was pressed may be gone: whoever came by keyboard goes on from what it brought. */
  protected async goOnFrom(
    selector: string,
    within: () => ParentNode | undefined = () => this,
  ): Promise<void> {
    await this.updateComplete;
    within()?.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  }

  /** The page around the lesson hears of an answer. */
  protected tellAnswer(answer: Answer | undefined): void {
    if (answer) tell(this, 'vi-answer', answer);
  }

  /** At once: what is drawn inside then takes its turn in the same frame. */
  protected sceneChanged(_state: SceneState): void {
    this.requestUpdate();
    this.performUpdate();
  }

  /** The scene, and the rest of what `name` says. */
  protected get found(): { scene: SceneState; name: string } | undefined {
    return this.session?.resolve(this.getAttribute('name') ?? '', enclosingScene(this));
  }

  /** Adoption: nothing is drawn before there is something to show, then the prerendered children make room. */
  protected override shouldUpdate(_changed: PropertyValues): boolean {
    return this.session !== undefined;
  }

  protected override update(changed: PropertyValues): void {
    if (!this.hasUpdated) {
      keepPrinted(this);
      this.replaceChildren();
    }
    super.update(changed);
  }
}
