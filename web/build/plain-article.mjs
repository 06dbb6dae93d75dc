// The article as an embed carries it: numbers as text, formulas as their TeX, everything else left to the elements, which
// draw it as soon as the core is there. If that never comes, the lesson still reads.
import { JSDOM } from 'jsdom';

/** What stands in a sentence, and is read there also without a core. */
const READ = 'vi-number, vi-formula, vi-scene';

/** @param {string} article prerendered */
export function plainArticle(article) {
  const { document } = new JSDOM(`<!doctype html><body>${article}`).window;
  for (const element of document.querySelectorAll('*'))
    if (element.localName.startsWith('vi-') && !element.matches(READ)) element.replaceChildren();
  for (const formula of document.querySelectorAll('.katex')) {
    const source = formula.querySelector('annotation')?.textContent ?? '';
    (formula.closest('.katex-display') ?? formula).replaceWith(source);
  }
  return document.body.innerHTML;
}
