// KaTeX, held short: whatever it is given it draws or shows as source, in bounded time, and it never throws. The build has
// drawn what a reader sees first, so KaTeX itself is fetched when a formula changes, or when the page has nothing to do.
import { explain, type Failure } from '../failures.ts';
import { Listeners } from '../listeners.ts';
import { ROLE_MACROS, trustsRole } from '../roles.mjs';
import { fetchKatex, type Katex } from './katex.ts';

/** Beyond this KaTeX's own time and stack are at risk (100,000 characters took seconds). */
const LONGEST = 2000;
/** A relation may end a line, but the bar of a condition stands inside brackets. */
const MACROS = { '\\mid': '\\mathrel{|}\\nobreak', ...ROLE_MACROS };
const OPTIONS = {
  throwOnError: true,
  strict: 'ignore',
  trust: trustsRole,
  maxSize: 20,
  maxExpand: 200,
} as const;
const drawn = new WeakMap<HTMLElement, string>();
/** A grid is walked to and fro: the formulas drawn last are kept, and cost a copy when they come back. */
const KEPT = 300;
const kept = new Map<string, HTMLElement>();
/** Formulas that the build has drawn and whose place is about to be drawn anew. */
const printed = new Map<string, ChildNode[][]>();
/** What was asked for before KaTeX was there: the last formula of each place. */
const waiting = new Map<HTMLElement, Wanted>();
let katex: Katex | undefined;
let loading: Promise<void> | undefined;
/** How often KaTeX was asked for and did not come. */
let failures = 0;
/** Why, the last time. */
let failure: Failure | undefined;
const lost = new Listeners();

interface Wanted {
  key: string;
  tex: string;
  display: boolean;
}

/**
 * Resolves when all that was asked for is drawn, or shown as source where KaTeX cannot be had.
 *
 * @returns why it cannot
 */
export async function texDrawn(): Promise<Failure | undefined> {
  if (waiting.size > 0) await loadTex();
  return failure;
}

/** KaTeX did not come at a second try either, and formulas show their source. */
export function isTexLost(): boolean {
  return katex === undefined && failures > 1;
}

/** Told when it is lost. Answers how to leave. */
export function followTex(changed: () => void): () => void {
  return lost.add(changed);
}

/**
 * Fetch KaTeX, once; what waits for it is drawn. Where it cannot be had, the next formula asks again; a browser may remember
 * that it failed until the page is loaded anew, so what is lost then is said.
 */
export function loadTex(): Promise<void> {
  loading ??= fetchKatex()
    .then(
      (found) => {
        katex = found;
        failure = undefined;
      },
      (problem) => {
        loading = undefined;
        if (waiting.size > 0) failures += 1;
        failure = explain(problem);
      },
    )
    .then(drawWaiting);
  return loading;
}

function drawWaiting(): void {
  const all = [...waiting];
  waiting.clear();
  for (const [into, wanted] of all) {
    if (katex) draw(into, wanted);
    else {
      drawn.delete(into);
      showSource(into, wanted.tex);
    }
  }
  if (isTexLost()) lost.tell();
}

/** Draw the TeX into the element. What stands there already, drawn here or by the build, is left alone. */
export function drawTex(into: HTMLElement, tex: string, display = false): void {
  const key = `${display} ${tex}`;
  if ((drawn.get(into) ?? prerendered(into)) === key) return;
  drawn.set(into, key);
  waiting.delete(into);
  const ready = printed.get(key)?.pop();
  if (ready) into.replaceChildren(...ready);
  else if (katex) draw(into, { key, tex, display });
  else {
    waiting.set(into, { key, tex, display });
    void loadTex();
  }
}

function draw(into: HTMLElement, wanted: Wanted): void {
  try {
    if (wanted.tex.length > LONGEST) throw new RangeError(`a formula of ${wanted.tex.length} characters`);
    into.replaceChildren(...rendered(wanted).cloneNode(true).childNodes);
  } catch {
    showSource(into, wanted.tex);
  }
}

function rendered({ key, tex, display }: Wanted): HTMLElement {
  let box = kept.get(key);
  if (box) kept.delete(key);
  else {
    box = document.createElement('span');
    katex?.render(tex, box, { ...OPTIONS, macros: { ...MACROS }, displayMode: display });
  }
  kept.set(key, box);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
  return box;
}

/** An element is about to replace what the build has printed in it: the formulas in there are taken over as they are. */
export function keepPrinted(root: ParentNode): void {
  for (const formula of root.querySelectorAll<HTMLElement>('.katex')) {
    const box = (formula.closest('.katex-display') ?? formula).parentElement;
    const key = box && prerendered(box);
    if (!key) continue;
    const same = printed.get(key) ?? [];
    same.push([...box.childNodes]);
    printed.set(key, same);
  }
}

/** The page is alive: what nobody has taken over is not needed any more. */
export function forgetPrinted(): void {
  printed.clear();
}

/** Why there is no formula, in its place. */
export function refuseTex(into: HTMLElement, reason: string): void {
  drawn.delete(into);
  waiting.delete(into);
  const words = document.createElement('span');
  words.className = 'vi-refusal';
  words.textContent = reason;
  into.replaceChildren(words);
}

/** KaTeX leaves its source in the MathML that it writes beside the glyphs. */
function prerendered(element: HTMLElement): string | undefined {
  const source = element.querySelector('annotation')?.textContent;
  if (source === null || source === undefined) return undefined;
  return `${element.querySelector('.katex-display') !== null} ${source}`;
}

function showSource(into: HTMLElement, tex: string): void {
  const code = document.createElement('code');
  code.className = 'vi-tex-source';
  code.textContent = tex.length > LONGEST ? `${tex.slice(0, LONGEST)}…` : tex;
  into.replaceChildren(code);
}
