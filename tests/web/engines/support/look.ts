// Looks into the page and presses, each sent there as text: none uses what stands outside of it.

export const HANDLE = 'vi-figure [data-parameter="exercise1.q_mean"]';
export const FIELD = 'vi-exercise[name="exercise1"] [data-line="posterior_mean"] input';

export function isReady(): boolean {
  const { state } = document.querySelector<HTMLElement>('vi-lesson')?.dataset ?? {};
  if (state === 'failed') throw new Error(document.querySelector('.vi-problem')?.textContent ?? 'failed');
  return state === 'ready';
}

export function number(name: string): string | null | undefined {
  return document.querySelector(`vi-number[name="${name}"]`)?.textContent;
}

/** Of the first that is laid out, brought into the window. */
export async function centre(selector: string): Promise<{ x: number; y: number }> {
  const frame = () => new Promise(requestAnimationFrame);
  const shown = () =>
    [...document.querySelectorAll(selector)].find((each) => each.getClientRects().length > 0);
  shown()?.scrollIntoView({ block: 'center', behavior: 'instant' });
  // A section that comes near is laid out anew, and with it what is to be drawn.
  for (let i = 0; i < 30; i++) await frame();
  const found = shown();
  if (!found) throw new Error(`${selector} is nowhere on the page`);
  found.scrollIntoView({ block: 'center', behavior: 'instant' });
  await frame();
  const { x, y, width, height } = found.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}

export function focus(selector: string): void {
  const field = document.querySelector<HTMLElement>(selector);
  field?.scrollIntoView({ block: 'center', behavior: 'instant' });
  field?.focus();
}

export function verdict(): string | null | undefined {
  return document
    .querySelector('vi-exercise[name="exercise1"] [data-line="posterior_mean"]')
    ?.getAttribute('data-verdict');
}

export function trial(): string {
  return document.querySelector('vi-identity[name="exercise1.gap"] .vi-trial')?.textContent ?? '';
}

export function press(): void {
  document.querySelector<HTMLElement>('vi-identity[name="exercise1.gap"] .vi-trial button')?.click();
}

/** Within two frames, so that no machine is too fast for it. */
export async function startAndStop(): Promise<void> {
  const button = () =>
    document.querySelector<HTMLElement>('vi-identity[name="exercise1.gap"] .vi-trial button');
  button()?.click();
  await new Promise(requestAnimationFrame);
  if (button()?.textContent !== 'Stop') throw new Error('it did not start');
  button()?.click();
}

/** A number of the small lesson in each of two shadow roots, and how much of the frame's page is out of its sight. */
export function embedded(): { element?: string | null; frame?: string | null; overflow: number } {
  const first = (page: Document) =>
    page
      .querySelector('vi-lesson[data-state="ready"]')
      ?.shadowRoot?.querySelector('vi-number[name="bandit.policy1"]')?.textContent;
  const inside = document.querySelector('iframe')?.contentDocument as Document;
  const { scrollHeight, clientHeight } = inside.documentElement;
  return { element: first(document), frame: first(inside), overflow: scrollHeight - clientHeight };
}

export function strangers(): string[] {
  const asked = performance.getEntriesByType('resource').map(({ name }) => name);
  return asked.filter((url) => /^https?:/.test(url) && !url.startsWith(location.origin));
}
