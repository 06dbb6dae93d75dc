// A lesson that cannot compute: the reason and what helps, once at its top and once in each place that would answer.

export interface Stop {
  /** Follows “because”, ends in a full stop. A colon in it is the only one of its sentence. */
  reason: string;
  /** What the reader can do about it. */
  remedy: string;
}

/** Whatever a reader would move, press or type into. */
const PLACES = 'vi-controls, vi-figure, vi-exercise, vi-mapping, vi-order, vi-card, vi-review, vi-predict';
const INPUTS = 'input, select, textarea, button';

/**
 * @param page what holds the lesson's article
 * @param again tries once more; left out where that is no use
 * @returns how to take all of it back
 */
export function standStill(page: Element, stop: Stop, again?: () => void): () => void {
  const places = [...page.querySelectorAll(PLACES)].filter((one) => !one.parentElement?.closest(PLACES));
  const undo = [alertOf(page, stop, again), ...places.map((place) => still(place, stop, again))];
  return () => {
    for (const each of undo) each();
  };
}

function alertOf(page: Element, { reason, remedy }: Stop, again?: () => void): () => void {
  const box = document.createElement('div');
  box.className = 'vi-problem';
  box.setAttribute('role', 'alert');
  const words = `The page cannot compute here, because ${reason} Its numbers stay as printed. ${remedy}`;
  const actions = element('div', 'vi-actions');
  if (again) actions.append(button('Try again', again));
  actions.append(button('Dismiss', () => box.remove()));
  box.append(element('p', '', words), actions);
  page.prepend(box);
  return () => box.remove();
}

/** What can be pressed says at once that it does nothing, rather than when it is pressed. */
function still(place: Element, { reason, remedy }: Stop, again?: () => void): () => void {
  const inputs = [...place.querySelectorAll<HTMLInputElement>(INPUTS)].filter(({ disabled }) => !disabled);
  for (const input of inputs) input.disabled = true;
  const line = element('p', 'vi-still', `This stays as printed, because ${reason} ${again ? '' : remedy}`);
  if (again) line.append(button('Try again', again));
  (place.firstElementChild ?? place).append(line);
  // A prediction that takes no guess keeps nothing from the reader. Once the core is there it veils again by itself.
  place.removeAttribute('data-veils');
  return () => {
    line.remove();
    // Another reason may have come meanwhile.
    if (!place.querySelector('.vi-still')) for (const input of inputs) input.disabled = false;
  };
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

function button(label: string, act: () => void): HTMLElement {
  const made = element('button', 'vi-link', label) as HTMLButtonElement;
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}
