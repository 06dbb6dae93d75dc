import type { Locator, Page } from '@playwright/test';

export async function centre(locator: Locator): Promise<{ x: number; y: number }> {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (!box) throw new Error('not on the page');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export async function drag(page: Page, what: Locator, dx: number, dy = 0): Promise<void> {
  const { x, y } = await centre(what);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 10; step++) await page.mouse.move(x + (dx * step) / 10, y + (dy * step) / 10);
  await page.mouse.up();
}

/** As `drag`, by one finger: the browser decides whether the page scrolls instead. */
export async function dragByFinger(page: Page, what: Locator, dx: number, dy = 0): Promise<void> {
  const { x, y } = await centre(what);
  const touch = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', share = 0) =>
    touch.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: x + dx * share, y: y + dy * share }],
    });
  await send('touchStart');
  for (let step = 1; step <= 10; step++) await send('touchMove', step / 10);
  await send('touchEnd');
}
