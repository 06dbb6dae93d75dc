// How a work is named: in a few words where it is cited, in full in the list of sources.
import { escapeHtml } from './html.mjs';

/** "Haarnoja et al. 2018" of `{authors: "Tuomas Haarnoja, Aurick Zhou, … and Sergey Levine", year: 2018}`. */
export function citation({ authors = '', year = '' }) {
  const names = String(authors).split(/,\s*(?:and\s+)?|\s+and\s+/);
  // An ordinary space: names of several words are held together by ones that do not break.
  const [first, second, ...more] = names.map((name) => name.trim().split(/ +/).at(-1));
  const who = more.length > 0 ? `${first} et al.` : [first, second].filter(Boolean).join(' and ');
  return `${who} ${year}`.trim();
}

/** As HTML, with a link where the source has one. */
export function reference({ authors = '', year = '', title = '', in: where = '', link }) {
  const name = link ? `<a href="${escapeHtml(String(link))}">${escapeHtml(title)}</a>` : escapeHtml(title);
  return `${escapeHtml(String(authors))}: <cite>${name}</cite>. ${escapeHtml(`${where}, ${year}`)}.`;
}
