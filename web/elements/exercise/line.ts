// One line of an exercise: its question, the field, how the core reads it, what it says of it, and help in steps.
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Failed, Reading } from '../../core/door.ts';
import type { ExerciseLine } from '../../lesson/document.ts';
import type { ExerciseState } from '../../lesson/exercise-state.ts';
import type { LineWork } from '../../lesson/line-work.ts';
import { withMinus } from '../format.ts';
import { askBox, comment } from '../predict/ask.ts';
import { prose } from '../prose.ts';
import { explained, saidOf } from './words.ts';

const WAITS = 'Noted, until the line is right.';

/** What the element does when something is pressed. */
export interface LineActions {
  type(i: number, text: string): void;
  check(i: number): void;
  guess(i: number, option: number): void;
  hint(i: number): void;
  show(i: number): void;
  /** Whether the learner asked for a verdict on a text that cannot be read. */
  isUnread(i: number): boolean;
  /** Before the ids of its parts, where the same line may stand twice on a page. */
  place?: string;
  /** Cards are graded and not scored. */
  unscored?: boolean;
}

/** @param onPaper what stands below the question where the exercise is printed */
export function lineRow(
  state: ExerciseState,
  i: number,
  actions: LineActions,
  onPaper: TemplateResult | typeof nothing,
): TemplateResult {
  const line = state.data.lines[i] as ExerciseLine;
  const work = state.lines[i] as LineWork;
  const scene = state.scene.name;
  const id = `vi-ask-${actions.place ?? state.name}-${line.name}`;
  const mark = state.mark(i);
  return html`<li class="vi-answer" data-line=${line.name} data-verdict=${(mark && !mark.error && mark.verdict) || nothing}>
    <div class="vi-answer-head">
      <p class="vi-answer-ask" id=${id}>${prose(line.ask, scene)}</p>
      ${guess(state, i, actions)}
    </div>
    <div class="vi-answer-row vi-live">
      <input class="vi-field" type="text" inputmode="text" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="64"
        aria-labelledby=${id} aria-describedby=${`${id}-echo`} aria-invalid=${String(actions.isUnread(i))}
        .value=${live(work.text)} @input=${(event: Event) => actions.type(i, (event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => onEnter(event, () => actions.check(i))} />
      <button type="button" class="vi-button" aria-describedby=${id} @click=${() => actions.check(i)}>Check</button>
    </div>
    <p class="vi-echo vi-live" id=${`${id}-echo`}>${echo(state.reading(i))}</p>
    <div class="vi-mark" role="status">${verdict(state, i, actions)}</div>
    ${hintsTaken(state, i)}${help(state, i, actions)}${worked(state, i)}${onPaper}
  </li>`;
}

/** The key ends here: the check may move the focus to a button, which the same key would press. */
function onEnter(event: KeyboardEvent, check: () => void): void {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  check();
}

/** A prompt, no gate: the field below takes an answer without it. What it is stands there once the line is right. */
function guess(state: ExerciseState, i: number, actions: LineActions): TemplateResult | typeof nothing {
  const asked = state.data.lines[i]?.guess;
  if (!asked) return nothing;
  const option = state.guess(i);
  const answer = state.outcome(i);
  const isTold = answer !== undefined;
  const box = askBox({
    label: 'Guess before you compute',
    lead: 'Before you compute:',
    question: asked.ask,
    options: asked.options.map(({ say }) => say),
    scene: state.scene.name,
    open: option === undefined && !isTold,
    guess: option,
    answer,
    choose: (chosen) => actions.guess(i, chosen),
    after: option === undefined ? nothing : html`<p>${isTold ? comment(option, answer) : WAITS}</p>`,
  });
  return html`<div class="vi-live">${box}</div>`;
}

function echo(reading: Reading | Failed | undefined): TemplateResult | string {
  if (!reading) return '';
  if ('error' in reading) return 'not readable yet';
  if (reading.type === 'expression')
    return html`read as <vi-formula tex=${`\\displaystyle ${reading.tex}`}></vi-formula>`;
  return `read as ${withMinus(reading.read)}`;
}

function verdict(state: ExerciseState, i: number, actions: LineActions): TemplateResult | typeof nothing {
  if (actions.isUnread(i)) return unread(state.reading(i));
  const line = state.data.lines[i] as ExerciseLine;
  const work = state.lines[i] as LineWork;
  const said = saidOf(line, work, state.mark(i), !(state.isOwn || actions.unscored));
  if (!said) return nothing;
  return html`<span class="vi-chip" data-state=${said.state}>${said.chip}</span>
    ${said.text ? html`<p class="vi-mark-text">${prose(said.text, state.scene.name)}</p>` : nothing}`;
}

function unread(reading: Reading | Failed | undefined): TemplateResult {
  const why = reading && 'error' in reading ? explained(reading.error) : 'Write an answer first.';
  return html`<p class="vi-refusal">${why} <span class="vi-costs">This costs nothing.</span></p>`;
}

/** Hints first, and the solution at any time; after a right answer it is there to compare. */
function help(state: ExerciseState, i: number, actions: LineActions): TemplateResult | typeof nothing {
  const { hints = [], solution } = state.data.lines[i] as ExerciseLine;
  const { hints: taken, shown } = state.lines[i] as LineWork;
  const isRight = state.isRight(i);
  const hasHint = !isRight && !shown && taken < hints.length;
  const hasSolution = solution !== undefined && !shown;
  if (!hasHint && !hasSolution) return nothing;
  return html`<div class="vi-help vi-live">
    ${hasHint ? html`<button type="button" class="vi-link vi-quiet" data-action="hint" @click=${() => actions.hint(i)}>${taken === 0 ? 'Hint' : 'Next hint'}</button>` : nothing}
    ${hasSolution ? html`<button type="button" class="vi-link vi-quiet" data-action="solution" @click=${() => actions.show(i)}>${isRight ? 'Compare with the solution' : 'Show the solution'}</button>` : nothing}
  </div>`;
}

function hintsTaken({ data, lines, scene }: ExerciseState, i: number): TemplateResult | typeof nothing {
  const taken = data.lines[i]?.hints?.slice(0, lines[i]?.hints) ?? [];
  if (taken.length === 0) return nothing;
  return html`<ol class="vi-hints" aria-label="Hints">${taken.map((hint) => html`<li tabindex="-1">${prose(hint, scene.name)}</li>`)}</ol>`;
}

function worked({ data, lines, scene }: ExerciseState, i: number): TemplateResult | typeof nothing {
  const solution = data.lines[i]?.solution;
  if (!solution || !lines[i]?.shown) return nothing;
  return html`<div class="vi-solution" tabindex="-1">
    <p class="vi-chip" data-state="open">solution shown</p>
    <vi-derivation name=${`${scene.name}.${solution}`}></vi-derivation>
  </div>`;
}
