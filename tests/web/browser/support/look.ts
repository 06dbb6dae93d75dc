// What every page of ours must stand up to, whatever it holds.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test.ts';

/**
 * Formulas are left out: KaTeX draws them for the eye and says them in MathML, and a page has tens of thousands of parts.
 * For the same reason a column headed by a formula alone looks empty to axe, which does not read MathML; the build leaves
 * no header cell without words or formula.
 *
 * @param within a part of the page, by selector; sections without it are taken away, since axe goes through all of a page
 *   whatever it is asked about
 */
export async function expectAccessible(page: Page, within = 'html'): Promise<void> {
  await page.evaluate(takeOtherSections, within);
  const axe = new AxeBuilder({ page }).include(within).exclude('.katex').disableRules('empty-table-header');
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`)).toEqual(
    [],
  );
}

function takeOtherSections(within: string): void {
  const sections = [...document.querySelectorAll('.vi-section')];
  const without = sections.filter((section) => !section.matches(within) && !section.querySelector(within));
  const isPart = !document.documentElement.matches(within) && without.length < sections.length;
  if (isPart) for (const section of without) section.remove();
}

/** Neither the page, nor a section of it: what stands out of a section is no overflow of the page. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.evaluate((reach) => {
    const sections = [...document.querySelectorAll('.vi-section')].filter(
      ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + reach,
    );
    const { scrollWidth, clientWidth } = document.documentElement;
    return [
      ...(scrollWidth > clientWidth ? ['the page'] : []),
      ...sections.map((one) => one.textContent?.slice(0, 40)),
    ];
  }, CARDS_REACH);
  expect(wide).toEqual([]);
}

/** On a phone cards stand out of the text by so much. */
const CARDS_REACH = 9;

/** Lay out what is out of sight as well, and wait until all of it is measured. */
export async function layOutAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { content-visibility: visible !important }');
    document.adoptedStyleSheets.push(sheet);
  });
  const stops = page.locator('[tabindex="0"]');
  await expect
    .poll(async () => {
      const before = await stops.count();
      await page.waitForTimeout(500);
      return (await stops.count()) - before;
    })
    .toBe(0);
}
