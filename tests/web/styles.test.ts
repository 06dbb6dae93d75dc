import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { usedFaces } from '../../web/build/fonts.mjs';
import { shadowStyles } from '../../web/build/shadow-styles.mjs';
import { styleClasses } from '../../web/build/style-classes.mjs';

// What stands before it keeps the host page's styles out.
const endingIn = (css: string) => new RegExp(`\\}${css.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

describe('the style sheet inside a shadow root', () => {
  it.each([
    [':root{--vi-ink:#111}', ':host{--vi-ink:#111}'],
    ['vi-lesson{display:block}', 'vi-root{display:block}'],
    ['vi-lesson *,vi-lesson .katex *{margin:0}', 'vi-root *,vi-root .katex *{margin:0}'],
    [":root[data-theme='dark']{color-scheme:dark}", ":host([data-theme='dark']){color-scheme:dark}"],
    [
      "vi-lesson[data-state='failed'] .vi-live{display:none}",
      ":host([data-state='failed']) .vi-live{display:none}",
    ],
    [
      "vi-lesson:not([data-state='ready']) .vi-live{visibility:hidden}",
      ":host(:not([data-state='ready'])) .vi-live{visibility:hidden}",
    ],
    [':root{color-scheme:light dark}', ':host{color-scheme:inherit}'],
    ['@media print{vi-lesson{color:#000}}', '@media print{vi-root{color:#000}}'],
  ])('%s', (page, shadow) => {
    expect(shadowStyles(page)).toMatch(endingIn(shadow));
  });

  it('asks the host for light or dark where a browser can', () => {
    const old = '--vi-ink:var(--lightningcss-light,#111)var(--lightningcss-dark,#eee)';
    const tokens = (ink: string) => `:host{--lightningcss-light:initial;--lightningcss-dark: ;${ink}}`;
    const page = `:root{--lightningcss-light:initial;--lightningcss-dark: ;${old}}`;
    const shadow = `${tokens(old)}@supports (color:light-dark(#000,#fff)){${tokens('--vi-ink:light-dark(#111,#eee)')}}`;
    expect(shadowStyles(page)).toMatch(endingIn(shadow));
  });

  it('leaves names alone that only look like the element', () => {
    const css =
      '@container vi-lesson (width<40em){.vi-lesson-title,#vi-lesson{container:vi-lesson/inline-size}}';
    expect(shadowStyles(css)).toMatch(endingIn(css));
  });
});

describe('the faces that a lesson is built with', () => {
  const face = (family: string, style = 'normal', weight = 400) =>
    `@font-face{font-family:KaTeX_${family};font-style:${style};font-weight:${weight};src:url(data:font/woff2;base64,AA)}`;
  const plain = [face('Main'), face('Math', 'italic'), face('Size1')];
  const rare: [string, string][] = [
    ['\\mathbb{E}', face('AMS')],
    ['\\mathcal{N}', face('Caligraphic')],
    ['\\mathbf{x}', face('Main', 'normal', 700)],
    ['\\boldsymbol{\\mu}', face('Math', 'italic', 700)],
    ['\\mathit{gap}', face('Main', 'italic')],
  ];

  it('are the plain ones where nothing else is called for', () => {
    const all = [...plain, ...rare.map(([, rule]) => rule), '.katex{font:KaTeX_Main}'].join('');
    expect(usedFaces(all, 'x^2 + \\frac{1}{2}, in bold words')).toBe(
      `${plain.join('')}.katex{font:KaTeX_Main}`,
    );
  });

  it.each(rare)('for %s hold one more', (tex, rule) => {
    expect(usedFaces(rule, `z = ${tex}`)).toBe(rule);
  });
});

describe('style attributes become classes', () => {
  it('one class for each distinct style, with the weight that an attribute has', () => {
    const { document } = new JSDOM(
      '<p><i style="height: 1em; top:2em">a</i><b style="height:1em;top: 2em;">b</b><u class="k" style="color:red">c</u></p>',
    ).window;
    const css = styleClasses(document.body);
    expect(document.querySelectorAll('[style]')).toHaveLength(0);
    expect(document.querySelector('i')?.className).toBe(document.querySelector('b')?.className);
    expect(document.querySelector('u')?.className).toBe('k vi-s1');
    expect(css).toBe('.vi-s0:not(#_){height:1em;top:2em}\n.vi-s1:not(#_){color:red}');
  });

  it('never take a name that is a word, however many there are', () => {
    const { document } = new JSDOM('').window;
    for (let i = 0; i < 500; i++) {
      const element = document.createElement('i');
      element.style.top = `${i}px`;
      document.body.append(element);
    }
    styleClasses(document.body);
    const words = [...document.querySelectorAll('i')].filter(({ className }) => !/^vi-s\d+$/.test(className));
    expect(words).toEqual([]);
  });
});
