// Many course sites listen to single keys on the whole page: `s` opens the search, `n` and the arrows turn the page. From
// out there a field in a shadow root looks like no field, so a key that is meant for one of ours goes no further.
const TAKES_KEYS = 'input:not([type="button"]), select, textarea, [role="slider"]';

export function keepKeys(box: HTMLElement): void {
  for (const type of ['keydown', 'keypress', 'keyup'] as const) box.addEventListener(type, keep);
}

function keep(event: KeyboardEvent): void {
  const { target, key, ctrlKey, metaKey, altKey } = event;
  const isCommand = ctrlKey || metaKey || altKey || key === 'Escape' || key === 'Tab' || /^F\d/.test(key);
  if (!isCommand && target instanceof Element && target.closest(TAKES_KEYS)) event.stopPropagation();
}
