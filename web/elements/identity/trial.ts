// An identity tried at 1,000 random settings, in the worker: a state machine that the element shows.
import type { CheckReport } from '../../core/door.ts';
import { asNumber } from '../../lesson/look-up.ts';
import type { LessonSession } from '../../lesson/session.ts';
import { scientific, withMinus } from '../format.ts';

export const SETTINGS = 1000;

const REMEDY =
  'Press the button for a fresh worker; if none will run, everything else on the page still does.';

export type TrialState =
  | { kind: 'idle' }
  | { kind: 'running'; done: number }
  | { kind: 'done'; ok: boolean; words: string }
  | { kind: 'stopped'; words: string };

export class Trial {
  state: TrialState = { kind: 'idle' };
  #changed: () => void;
  #abort: AbortController | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  async run(session: LessonSession, scene: string, identity: string): Promise<void> {
    if (!session.checker)
      return this.#to({ kind: 'stopped', words: 'This page has no worker to try them in.' });
    const abort = new AbortController();
    this.#abort = abort;
    this.#to({ kind: 'running', done: 0 });
    const onProgress = (done: number) => this.#abort === abort && this.#to({ kind: 'running', done });
    try {
      const { signal } = abort;
      const report = await session.checker.check({
        lesson: session.document,
        scene,
        identity,
        count: SETTINGS,
        onProgress,
        signal,
      });
      this.#to(summarise(report, `${scene}.${identity}`));
    } catch (problem) {
      if (abort.signal.aborted) this.#to({ kind: 'idle' });
      else
        this.#to({ kind: 'stopped', words: `The trial stopped (${(problem as Error).message}). ${REMEDY}` });
    }
  }

  cancel(): void {
    this.#abort?.abort();
  }

  #to(state: TrialState): void {
    this.state = state;
    this.#changed();
  }
}

export function summarise(report: CheckReport, name: string): TrialState {
  const checked = report.identities[name];
  if (!checked) return { kind: 'stopped', words: 'The core did not try this identity.' };
  const { proved, numerical, failed, worst_at: at } = checked;
  const worst = asNumber(checked.worst_residual) ?? Number.NaN;
  const apart = worst === 0 ? 'to the last bit' : `to within ${scientific(Math.abs(worst), 0)}`;
  const tried = `${(proved + numerical + failed).toLocaleString('en')} settings tried`;
  if (failed === 0) {
    return {
      kind: 'done',
      ok: true,
      words: `${tried}: it held in all, proved in ${proved.toLocaleString('en')}, in the rest ${apart}.`,
    };
  }
  const where = Object.entries(at)
    .map(([parameter, text]) => `${parameter} = ${withMinus(text)}`)
    .join(', ');
  return {
    kind: 'done',
    ok: false,
    words: `${tried}: it failed in ${failed.toLocaleString('en')}. Worst at ${where}.`,
  };
}
