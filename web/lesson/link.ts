// The address carries what differs from the book: `?exercise1.x=5/2&exercise1.q_mean=-1/2`. What an address asks for is
// tried like anything typed: what the core refuses is reported, not obeyed. A seed stands beside the numbers it made
// (seed-link.ts).
import { ASSIGNMENT, applyAssignment, MODE, OPEN } from './assignment.ts';
import { applySeeds, SEED, seedEntries } from './seed-link.ts';
import type { LessonSession } from './session.ts';

const SHOWN = 48;
/** What a field takes as well, and more entries than any lesson has parameters: an address may be anybody's. */
const LONGEST = 64;
const MOST_ENTRIES = 64;
/** Sentences in the alert; what is beyond is counted. */
const MOST_PROBLEMS = 8;
const WRITE_MS = 400;

export interface Entry {
  key: string;
  text: string;
}

export function parseQuery(search: string): Entry[] {
  return [...new URLSearchParams(search)].map(([key, text]) => ({ key, text }));
}

/** Legible where the grammar of addresses allows it: fractions keep their stroke. */
export function formatQuery(entries: Entry[]): string {
  const escape = (text: string) => encodeURIComponent(text).replaceAll('%2F', '/');
  return entries.map(({ key, text }) => `${escape(key)}=${escape(text)}`).join('&');
}

/** Entries that name no parameter. */
const WORDS: readonly string[] = [SEED, MODE, OPEN];

/** Apply the entries; the sentences say which were not taken, and why. */
export function applyEntries(session: LessonSession, entries: Entry[]): string[] {
  const asked = entries.filter(({ key }) => !WORDS.includes(key));
  const problems = asked.slice(0, MOST_ENTRIES).flatMap((entry) => applyEntry(session, entry) ?? []);
  const beyond = asked.length - MOST_ENTRIES;
  if (beyond > 0)
    problems.unshift(`Only the first ${MOST_ENTRIES} entries are read; ${beyond} more were left out.`);
  problems.push(...applySeeds(session, entries), ...applyAssignment(session, entries));
  const unsaid = problems.length - MOST_PROBLEMS;
  if (unsaid <= 0) return problems;
  return [...problems.slice(0, MOST_PROBLEMS), `And ${unsaid} more of this kind.`];
}

/** Why it was not taken, if it was not. */
function applyEntry(session: LessonSession, { key, text }: Entry): string | undefined {
  const [sceneName, name] = split(key);
  const scene = session.scenes.get(sceneName);
  if (!scene) return `${shorten(key)}: this lesson has nothing of that name.`;
  if (!scene.grids.has(name)) return `${shorten(key)}: ${sceneName} has no parameter of that name.`;
  const shown = shorten(`${key}=${text}`);
  if (text.length > LONGEST) return `${shown}: a number here has at most ${LONGEST} characters.`;
  if (scene.set(name, text)) return undefined;
  const reason = scene.refusals.get(name)?.message ?? 'the core refuses it';
  scene.forgive(name);
  return `${shown}: ${reason}`;
}

/** The entries of the present state, and those of the present address that are none of ours but a host's. */
export function stateEntries(session: LessonSession, search: string): Entry[] {
  const foreign = parseQuery(search).filter(({ key }) => !isOurs(session, key));
  const ours = [...session.scenes.values()].flatMap((scene) =>
    Object.entries(scene.changed).map(([name, text]) => ({ key: `${scene.name}.${name}`, text })),
  );
  return [...foreign, ...seedEntries(session), ...ours];
}

export function stateAddress(session: LessonSession, address: { href: string; search: string }): string {
  const url = new URL(address.href);
  const query = formatQuery(stateEntries(session, address.search));
  const base = address.href.split(/[?#]/, 1)[0];
  return `${base}${query && `?${query}`}${url.hash}`;
}

/** For an instructor: the present numbers, fixed, and one exercise to be answered. */
export function assignmentAddress(session: LessonSession, exercise: string): string {
  const { origin, pathname, protocol } = location;
  const words = [
    { key: MODE, text: ASSIGNMENT },
    { key: OPEN, text: exercise },
  ];
  const entries = [...words, ...stateEntries(session, '')];
  return `${protocol === 'file:' ? 'file://' : origin}${pathname}?${formatQuery(entries)}`;
}

/** Keep the address in step: at rest only, and seldom enough for browsers that count. */
export function followState(session: LessonSession): void {
  let waiting = false;
  const write = () => {
    waiting = false;
    const address = stateAddress(session, location);
    if (address === location.href) return;
    try {
      history.replaceState(history.state, '', address);
    } catch {
      // A page opened inside a frame or from disk may not rename itself; "Copy link" still works.
    }
  };
  for (const scene of session.scenes.values()) {
    const changed = () => {
      if (scene.moving || waiting) return;
      waiting = true;
      setTimeout(write, WRITE_MS);
    };
    scene.follow({ changed });
  }
}

function isOurs(session: LessonSession, key: string): boolean {
  return session.scenes.has(split(key)[0]) || (key === SEED && session.exercises.size > 0);
}

function split(key: string): [string, string] {
  const dot = key.indexOf('.');
  return dot < 0 ? [key, ''] : [key.slice(0, dot), key.slice(dot + 1)];
}

function shorten(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
