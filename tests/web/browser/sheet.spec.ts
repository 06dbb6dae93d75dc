import type { Locator, Page } from '@playwright/test';
import katex from 'katex';
import { openCore, openFixture } from '../fixtures/lesson.ts';
import { expectAccessible } from './support/look.ts';
import { figuresOut } from './support/paths.ts';
import { serve } from './support/server.ts';
import { expect, open, test } from './support/test.ts';

// Two pages to print, and everything displayed to copy.

const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;

/** Where `print()` does nothing, and says nothing of it. */
async function openMute(page: Page, url: string): Promise<void> {
  await page.addInitScript(() => {
    window.print = () => {};
  });
  await open(page, url);
}

async function printSheets(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Print these two pages' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-print', 'sheets');
}

/** Whatever leaves its page, its column or its cell. */
function cut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const sheet of document.querySelectorAll('vi-sheet')) {
      const box = sheet.getBoundingClientRect();
      for (const part of sheet.querySelectorAll('h3, p, li, td, th, .katex-base')) {
        const { left, right, bottom, width } = part.getBoundingClientRect();
        if (width > 0 && (left < box.left - 1 || right > box.right + 1 || bottom > box.bottom + 1))
          found.push(part.textContent ?? '');
      }
      for (const cell of sheet.querySelectorAll('td, th'))
        if (cell.scrollWidth > cell.clientWidth + 1) found.push(cell.textContent ?? '');
    }
    return found;
  });
}

test.describe('the lesson’s cheatsheet', () => {
  test('prints on exactly two pages, A4 or Letter, whatever the numbers; nothing is cut', async ({
    page,
    site,
  }) => {
    await openMute(page, site.url);
    const link = page.locator('.vi-contents a[href="#cheatsheet"]');
    await expect(link).toHaveText('Cheatsheet: two pages to keep');

    // Chromium prints as a reader's does, and says so afterwards.
    await printSheets(page);
    expect(pagesOf(await page.pdf({ format: 'A4' }))).toBe(2);
    await expect(page.locator('html')).not.toHaveAttribute('data-print');
    await printSheets(page);
    expect(pagesOf(await page.pdf({ format: 'Letter' }))).toBe(2);

    // As wide as A4 within its margins, 188 mm; as high as Letter within its own, 260 mm.
    await printSheets(page);
    await page.setViewportSize({ width: 710, height: 983 });
    await page.emulateMedia({ media: 'print' });
    expect(await cut(page)).toEqual([]);
    for (const sheet of await page.locator('vi-sheet').all())
      expect((await sheet.boundingBox())?.height).toBeLessThan(983);
    const sizes = await page.evaluate(() =>
      [...document.querySelectorAll('vi-sheet :is(p, li, td, th)')].map((one) =>
        Number.parseFloat(getComputedStyle(one).fontSize),
      ),
    );
    expect((Math.min(...sizes) * 72) / 96).toBeGreaterThanOrEqual(8.5);
    await expect(page.getByRole('heading', { name: 'What q gains' })).toBeHidden();
    await expect(page.locator('.vi-head')).toBeHidden();

    // The rows that the sources lost to their `|`.
    const cells = (row: RegExp) => page.locator('vi-sheet tr').filter({ hasText: row }).first().locator('td');
    await expect(
      cells(/reconstruction: how well/)
        .first()
        .locator('annotation'),
    ).toHaveText(/p\(x\\mid z\)/);
    await expect(
      cells(/the price of leaving/)
        .first()
        .locator('annotation'),
    ).toHaveText(/p\(z\)/);
    await expect(cells(/maximum-entropy RL/)).toHaveCount(4);
    await expect(
      cells(/maximum-entropy RL/)
        .nth(1)
        .locator('annotation'),
    ).toHaveText(/uniform/);
    await expect(
      cells(/KL-regularised RLHF/)
        .nth(1)
        .locator('annotation'),
    ).toHaveText(/pretrained/);

    // Longer numbers find room.
    await page.emulateMedia({ media: null });
    await page.evaluate(() => {
      const { session } = document.querySelector('vi-lesson') as unknown as {
        session: { scene(name: string): { set(name: string, text: string): void } };
      };
      const wild = {
        x: '-23/4',
        prior_variance: '1/4',
        likelihood_variance: '35/4',
        q_mean: '-39/10',
        q_variance: '1/4',
      };
      for (const [name, text] of Object.entries(wild)) session.scene('exercise1').set(name, text);
    });
    await expect(page.locator('vi-sheet vi-number[name="exercise1.q_mean"]')).toHaveText('−3.9');
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await printSheets(page);
    expect(pagesOf(await page.pdf({ format: 'Letter' }))).toBe(2);

    // The article prints as ever: the sheets are a section of it.
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('heading', { name: 'What q gains' })).toBeVisible();
    expect(
      await page
        .locator('vi-sheet')
        .first()
        .evaluate((sheet) => getComputedStyle(sheet).columnCount),
    ).toBe('auto');
  });
});

test.describe('the button to print', () => {
  const html = (page: Page) => page.locator('html');
  /** Formulas may still be coming, and are waited for. */
  async function press(page: Page, button: Locator): Promise<void> {
    await button.click();
    await expect(html(page)).toHaveAttribute('data-print');
  }
  const places = (page: Page) =>
    [
      [page.getByRole('button', { name: 'Print these two pages' }), page.locator('.vi-sheet-print')],
      [
        page.getByRole('button', { name: 'Print a sheet' }).first(),
        page.locator('.vi-exercise-foot').first(),
      ],
    ] as const;

  test('says beside it what to do where the browser blocks it, and Ctrl+P then prints these parts alone', async ({
    page,
    site,
  }) => {
    await openMute(page, site.url);
    for (const [button, beside] of places(page)) {
      const refusal = beside.locator('.vi-refusal');
      await press(page, button);
      await expect(refusal).toContainText('Print from its menu');
      await page.keyboard.press('Control+p');
      await expect(html(page)).toHaveAttribute('data-print');
      await expect(refusal).toContainText('Print from its menu');
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      await expect(refusal).toHaveText('');
      await page.evaluate(() => dispatchEvent(new Event('afterprint')));
      await expect(html(page)).not.toHaveAttribute('data-print');
    }
  });

  test('says so no longer to whoever goes on with the page', async ({ page, site }) => {
    await openMute(page, site.url);
    for (const [button, beside] of places(page)) {
      await press(page, button);
      await expect(beside.locator('.vi-refusal')).toContainText('Print from its menu');
      await page.keyboard.press('Shift');
      await expect(beside.locator('.vi-refusal')).toHaveText('');
      await expect(html(page)).not.toHaveAttribute('data-print');
    }
  });

  test('says nothing where a dialog opens', async ({ page, site }) => {
    await page.clock.install();
    await openMute(page, site.url);
    // A dialog that opens is preceded by an event.
    await page.evaluate(() => {
      window.print = () => dispatchEvent(new Event('beforeprint'));
    });
    for (const [button, beside] of places(page)) {
      await press(page, button);
      await page.clock.fastForward(2_000);
      await expect(beside.locator('.vi-refusal')).toHaveText('');
      await page.evaluate(() => dispatchEvent(new Event('afterprint')));
      await expect(html(page)).not.toHaveAttribute('data-print');
    }
  });
});

test.describe('copying', () => {
  const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
  const beside = (page: Page) => page.locator('.vi-copy-beside');

  async function openFigures(page: Page): Promise<() => Promise<void>> {
    const site = await serve(`${figuresOut}/site`);
    await open(page, site.url);
    return () => site.close();
  }

  async function copyBeside(page: Page, what: Locator): Promise<string> {
    await what.hover();
    await beside(page).getByRole('button').click();
    await expect(beside(page).getByRole('status')).toContainText('copied');
    return clipboard(page);
  }

  test('a formula’s TeX is the core’s, and KaTeX reads it', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const close = await openFigures(page);
    const plain = await copyBeside(
      page,
      page.locator('vi-formula[display]').first().locator('.katex-base').first(),
    );
    expect(plain).toBe('\\log Z\\;=\\;\\mathrm{ELBO}(q)\\;+\\;\\mathrm{KL}\\big(q\\,\\|\\,\\pi^\\star\\big)');
    const pair = await copyBeside(
      page,
      page.locator('vi-formula[display]').nth(1).locator('.katex-base').first(),
    );
    expect(pair).toBe('p(a)=\\tfrac13 \\qquad \\alpha=1');

    const core = await openCore();
    const { document } = await openFixture('figures');
    const { lesson } = core.call({ op: 'lesson.load', lesson: document });
    const scene = core.call({
      op: 'lesson.evaluate',
      lesson,
      scene: 'bandit',
      want: {
        derivations: ['normalizer'],
        formulas: ['log_normalizer - elbo', 'kl'].map((expression) => ({ expression, faces: ['symbolic'] })),
      },
    });
    const [line] = scene.derivations.normalizer as {
      lhs: string;
      parts: { relation: string; tex: string }[];
    }[];
    const written = [line?.lhs, ...(line?.parts ?? []).map(({ relation, tex }) => `${relation} ${tex}`)].join(
      ' ',
    );
    const copied = await copyBeside(page, page.locator('vi-derivation .vi-line').first());
    expect(copied).toBe(written);
    const identity = await copyBeside(page, page.locator('.vi-path-pair').first());
    const sides = scene.formulas.map((side) => (side.error ? '' : side.symbolic));
    expect(identity).toBe(sides.join(' = '));
    for (const tex of [plain, pair, copied, identity])
      expect(() => katex.renderToString(tex, { throwOnError: true })).not.toThrow();

    // By keyboard: one stop a section, and everything behind it.
    await page.keyboard.press('Escape');
    await expect(beside(page)).toHaveCount(0);
    const list = page.locator('.vi-section').nth(2).locator('.vi-copies');
    await list.locator('summary').focus();
    await page.keyboard.press('Enter');
    await expect(list.locator('li')).toHaveCount(5);
    await page.keyboard.press('Tab');
    await expect(list.getByRole('button', { name: 'Copy TeX, number 1', exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(list.getByRole('status').first()).toHaveText('TeX copied.');
    expect(await clipboard(page)).toBe(plain);

    // A table comes back as what it was, with its numbers in full.
    await list.getByRole('button', { name: 'Copy as CSV' }).click();
    await expect(list.getByRole('status').last()).toHaveText('Table copied.');
    const policy = await page.locator('vi-sheet vi-number[name="bandit.policy1"]').getAttribute('data-value');
    const kl = await page.locator('vi-sheet vi-number[name="bandit.kl"]').getAttribute('data-value');
    expect(parseCsv(await clipboard(page))).toEqual([
      ['name, in words', '$q$ or $\\pi^\\star(a\\mid s)$', 'now', 'exact'],
      ['the “best” policy', '$\\pi^\\star$', policy, '$2$'],
      ['what $q$ misses, in nats', '$\\mathrm{KL}(q\\,\\Vert\\,\\pi^\\star)$', kl, '-2.50'],
    ]);
    await expectAccessible(page, '.vi-section:has(vi-sheet)');
    await close();
  });

  test('where the browser refuses, the text stands there selected, with the reason', async ({ page }) => {
    await page.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    const close = await openFigures(page);
    await page.locator('vi-formula[display]').first().locator('.katex-base').first().hover();
    await beside(page).getByRole('button').click();
    await expect(beside(page)).toContainText('does not allow copying');
    const field = beside(page).getByRole('textbox', { name: 'selected' });
    await expect(field).toBeFocused();
    expect(await page.evaluate(() => getSelection()?.toString())).toContain('\\log Z');
    await page.mouse.move(5, 5);
    await page.waitForTimeout(600);
    await expect(field).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(beside(page)).toHaveCount(0);
    await close();
  });

  test('every figure’s SVG stands alone, in the colours it had', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const close = await openFigures(page);
    const alone = await context.newPage();
    for (const figure of await page.locator('vi-figure').all()) {
      await figure.scrollIntoViewIfNeeded();
      await figure.getByRole('button', { name: 'Copy as SVG' }).click();
      await expect(figure.getByText('Picture copied as SVG.')).toBeVisible();
      const svg = await clipboard(page);
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      expect(svg).not.toMatch(
        /href|url\((?!#)|@import|<script|class=| style=|var\(|color\(|tabindex|role="slider"/,
      );
      const seen = await figure.evaluate((element) => {
        const curve = element.querySelector('.vi-curve, .vi-bar');
        return {
          title: element.querySelector('.vi-claim')?.textContent,
          stroke: curve && getComputedStyle(curve).stroke,
        };
      });
      await alone.goto(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`);
      const read = await alone.evaluate((stroke) => {
        const all = [...document.querySelectorAll('*')];
        const [width, height] = ['width', 'height'].map((name) =>
          Number(document.documentElement.getAttribute(name)),
        );
        const lost = [...document.querySelectorAll('[fill^="url"], [clip-path]')].filter((one) => {
          const reference = one.getAttribute('clip-path') ?? one.getAttribute('fill') ?? '';
          return !document.getElementById(reference.slice(5, -1));
        });
        return {
          root: document.documentElement.localName,
          title: document.querySelector('title')?.textContent,
          description: document.querySelector('desc')?.textContent,
          strokes: all.filter((one) => getComputedStyle(one).stroke === stroke).length,
          texts: document.querySelectorAll('text').length,
          isSized: (width ?? 0) > 300 && (height ?? 0) > 200,
          lost: lost.length,
        };
      }, seen.stroke ?? '');
      expect(read).toMatchObject({ root: 'svg', title: seen.title, isSized: true, lost: 0 });
      expect(read.strokes).toBeGreaterThan(0);
      expect(read.texts).toBeGreaterThan(3);
      expect(read.description?.length).toBeGreaterThan(20);
    }
    await close();
  });
});

/** RFC 4180, read by itself. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
