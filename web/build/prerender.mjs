// The article as it reads before, or without, any script: the page's own elements run here under jsdom with the real core
// at the book's numbers, and what they drew is written down.
import { JSDOM } from 'jsdom';
import { bundleScript } from './bundle.mjs';
import { shortenDrawings } from './drawings.mjs';
import { styleClasses } from './style-classes.mjs';

const PATIENCE_MS = 60_000;

/**
 * Throws what the page could not start for: a ViError where the core refuses the lesson.
 *
 * @returns {Promise<{article: string, css: string}>} the HTML, and the rules its style attributes became
 */
export async function prerender({ compiled, core }) {
  const dom = new JSDOM(
    `<!doctype html><body><vi-lesson data-state="static">${compiled.article}</vi-lesson>`,
    {
      url: 'https://lesson.invalid/',
      pretendToBeVisual: true,
      runScripts: 'outside-only',
    },
  );
  const { window } = dom;
  lend(window);
  window.eval(await bundleScript('lesson/page.ts', { name: 'viPage', minify: false }));
  const lesson = window.document.querySelector('vi-lesson');
  const failed = new Promise((_, reject) => {
    lesson.addEventListener('vi-failed', ({ detail: { problem } }) => reject(problem.cause ?? problem));
  });
  const started = window.viPage.startPage(core, compiled, window.document.body, {
    address: false,
    learner: false,
  });
  await inTime(Promise.race([failed, started]));
  if (lesson.dataset.state !== 'ready') throw new Error(`the page came to rest as "${lesson.dataset.state}"`);
  const css = written(window, lesson);
  const article = [...lesson.childNodes].map((node) => node.outerHTML ?? node.textContent).join('');
  window.close();
  return { article: article.trim(), css };
}

// What browsers have and jsdom lacks; none of it measures anything here.
function lend(window) {
  class Watcher {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  Object.assign(window, {
    ResizeObserver: Watcher,
    structuredClone,
    TextEncoder,
    TextDecoder,
    matchMedia: (media) => ({ matches: false, media, addEventListener() {}, removeEventListener() {} }),
  });
}

async function inTime(work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('the elements were not ready in time')), PATIENCE_MS);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** From a live document to one that can be printed and read: no script's leftovers, no inline styles, nothing to press. */
function written(window, lesson) {
  const { document, NodeFilter } = window;
  const comments = document.createTreeWalker(lesson, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  for (const comment of found) comment.remove();
  for (const slider of lesson.querySelectorAll('input[type=range]'))
    slider.setAttribute('value', slider.value);
  for (const field of lesson.querySelectorAll('input[type=text], select'))
    field.replaceWith(printedField(field));
  for (const label of lesson.querySelectorAll('label[for]')) label.removeAttribute('for');
  for (const control of lesson.querySelectorAll('button, input, select, textarea'))
    control.setAttribute('disabled', '');
  for (const slider of lesson.querySelectorAll('[role=slider]')) {
    slider.removeAttribute('tabindex');
    slider.setAttribute('aria-disabled', 'true');
  }
  shortenDrawings(lesson);
  return styleClasses(lesson);
}

/**
 * A field as it reads. A browser that fills in forms asks of every text field whether it could be seen, and lays out all
 * sections for that, so nothing is a field before it can be used.
 */
function printedField(field) {
  const document = field.ownerDocument;
  const printed = document.createElement('span');
  printed.className = field.className;
  printed.textContent = field.localName === 'select' ? '' : field.value;
  return printed;
}
