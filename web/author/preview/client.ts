// In a previewed page: opens it again when the lesson has changed, and says what is wrong with it. Place, parameters and
// answers are kept by the page itself, as at any reload.
import { standAgain } from '../../reading/place.ts';

interface Told {
  /** Which page is the newest that could be made. */
  build: number;
  broken: boolean;
  /** Whether it is still being tried at random settings. */
  checking: boolean;
  problems: { place: string; says: string }[];
  /** What held there. */
  summary?: string;
}

const build = Number((document.currentScript as HTMLScriptElement).dataset.build);
const box = document.createElement('aside');
box.className = 'vi-preview';
box.setAttribute('aria-label', 'Preview');
document.body.append(box);

const lesson = document.querySelector<HTMLElement>('vi-lesson');
lesson?.addEventListener('vi-ready', () => standAgain(lesson));

const events = new EventSource('preview/events');
events.addEventListener('message', ({ data }) => show(JSON.parse(data)));
events.addEventListener('error', () =>
  say('stopped', 'The preview has stopped. Start it again, and this page goes on.'),
);

function show(told: Told): void {
  if (told.build !== build) {
    location.reload();
    return;
  }
  const { broken, checking, problems, summary } = told;
  if (broken)
    say(
      'broken',
      build === 0
        ? 'The lesson cannot be shown yet'
        : 'Not shown yet: this page is the last that could be made',
      problems,
    );
  else if (problems.length > 0)
    say('remarks', problems.length === 1 ? '1 remark' : `${problems.length} remarks`, problems);
  else if (checking) say('checking', 'Trying random settings …');
  else say('fine', 'Fine', [{ place: '', says: summary ?? '' }]);
}

function say(state: string, head: string, problems: Told['problems'] = []): void {
  box.dataset.state = state;
  box.setAttribute('aria-live', state === 'broken' ? 'assertive' : 'polite');
  const line = document.createElement(problems.length > 0 ? 'summary' : 'p');
  line.textContent = head;
  if (problems.length === 0) {
    box.replaceChildren(line);
    return;
  }
  const details = document.createElement('details');
  details.open = state === 'broken';
  details.append(line, listOf(problems));
  box.replaceChildren(details);
}

function listOf(problems: Told['problems']): HTMLOListElement {
  const list = document.createElement('ol');
  for (const { place, says } of problems) {
    const item = document.createElement('li');
    const where = document.createElement('code');
    where.textContent = place;
    if (place) item.append(where);
    item.append(says);
    list.append(item);
  }
  return list;
}
