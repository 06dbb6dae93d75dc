// An element that keeps a learner's work in the browser: it reads it when the lesson opens, and again when an import has
// brought other work or all of it was forgotten.
import type { KeptWork } from '../lesson/kept-work.ts';
import type { LessonSession } from '../lesson/session.ts';
import { SceneElement } from './member.ts';

export abstract class KeptElement extends SceneElement {
  /** @param isEntering whether an address, which says what to begin with, has a word */
  protected abstract readKept(session: LessonSession, isEntering: boolean): void;

  override enter(session: LessonSession): void {
    super.enter(session);
    this.readKept(session, true);
    this.requestUpdate();
  }

  protected override get source(): KeptWork | undefined {
    return this.session?.work;
  }

  protected override sourceChanged(): void {
    if (this.session) this.readKept(this.session, false);
    super.sourceChanged();
  }
}
