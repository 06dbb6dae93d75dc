// @vitest-environment jsdom
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileLesson } from '../../web/build/compile.mjs';
import { ankiText } from '../../web/elements/data/anki.ts';
import type { CardState } from '../../web/lesson/card-state.ts';
import type { Compiled } from '../../web/lesson/document.ts';
import { LessonSession } from '../../web/lesson/session.ts';
import { openCore } from './fixtures/lesson.ts';

const root = join(import.meta.dirname, '../..');
const GOOD = 3;

async function openLesson(folder: string): Promise<LessonSession> {
  const { compiled }: { compiled: Compiled } = await compileLesson(join(root, folder));
  return new LessonSession(await openCore(), compiled);
}

function parts(text: string): { head: string[]; notes: string[][] } {
  const lines = text.trimEnd().split('\n');
  const isHead = (line: string) => line.startsWith('#');
  return {
    head: lines.filter(isHead),
    notes: lines.filter((line) => !isHead(line)).map((line) => line.split('\t')),
  };
}

const small = await openLesson('tests/web/fixtures/lessons/small-deck');
const { head, notes } = parts(ankiText(small));
const note = (name: string) => notes.find(([guid]) => guid === `small-deck/${name}`) as string[];
const card = (name: string) => small.cards.get(name) as CardState;

describe('the cards as a text for Anki', () => {
  it('begin with what Anki reads before them', () => {
    expect(head).toEqual([
      '#separator:tab',
      '#html:true',
      '#notetype:Basic',
      '#tags:small-deck',
      '#columns:guid\tdeck\tFront\tBack',
      '#guid column:1',
      '#deck column:2',
    ]);
  });

  it('are a note a card: who it is, its deck, and two sides', () => {
    expect(notes.map(([guid, deck]) => [guid, deck])).toEqual(
      ['weight', 'side', 'surprise'].map((name) => [`small-deck/${name}`, 'A small deck']),
    );
    expect(notes.every((fields) => fields.length === 4 && fields.every(Boolean))).toBe(true);
  });

  it('ask with the card’s present numbers, in MathJax', () => {
    const { x, noise } = card('weight').work.scene.settings;
    expect(note('weight')[2]).toBe(
      `<b>What noise leaves</b><br>You measured \\(${tex(x)}\\) with noise variance \\(\\sigma^2=${tex(noise)}\\) &amp; a prior \\(\\mathcal N(0,1)\\). What is the <i>best</i> estimate?`,
    );
  });

  it('answer as the core does, exactly and in decimals', () => {
    const [answer] = small.formulas(card('surprise').work.scene, [
      { expression: 'evidence', faces: ['exact', 'decimal'] },
    ]);
    const { exact, decimal } = answer as { exact: string; decimal: string };
    expect(note('surprise')[3]).toBe(`\\(${exact} = ${decimal}\\)`);
  });

  it('leave no quotation mark, and no angle bracket of a formula, to be mistaken', () => {
    expect(note('weight')[3]).toContain('&quot;drawn&quot;');
    expect(note('side')[2]).toContain('<li>\\(\\mu&lt;0\\)</li>');
    expect(notes.flat().join('')).not.toContain('"');
  });

  it('of a card to decide: its options, and the one that is right at its numbers', () => {
    const right = card('side').work.rightOption(0) as number;
    expect(note('side')[3]?.startsWith(`<b>\\(${['\\mu&lt;0', '\\mu\\ge0'][right]}\\)</b>`)).toBe(true);
  });

  it('have other numbers after a review, and are the same notes', async () => {
    await card('weight').grade(GOOD);
    card('weight').begin();
    const later = parts(ankiText(small)).notes.find(([guid]) => guid === 'small-deck/weight');
    expect(later?.[2]).not.toBe(note('weight')[2]);
  });
});

/** A constant of the language as TeX, by the core. */
function tex(constant = ''): string {
  const [answer] = small.formulas(card('weight').work.scene, [{ expression: constant, faces: ['exact'] }]);
  return (answer as { exact: string }).exact;
}

describe('every card of the real lesson', async () => {
  const session = await openLesson('lessons/variational-inference-for-rl');
  const all = parts(ankiText(session)).notes;

  it.each(all)('%s is written out: no mark, no hole and no refusal is left', (...[, , front, back]) => {
    for (const side of [front, back]) {
      expect(side).not.toMatch(/\{\{|\\(?:val|num)\{|\$|undefined|NaN/);
      expect(side?.split('\\(').length).toBe(side?.split('\\)').length);
    }
  });
});
