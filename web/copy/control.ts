// A button that copies, and says so; where nothing can be copied it shows the text, selected, with the reason. No Lit:
// it stands in templates, in prerendered prose and over formulas alike.
import { copyText } from './clipboard.ts';

const CONFIRM_MS = 2500;

export interface Copying {
  label: string;
  /** What a screen reader calls the button, where the label alone could be any; it begins with the label. */
  name?: string;
  /** What is copied, as it is when the button is pressed. */
  text(): string;
  /** Said when it is in the clipboard. */
  done: string;
  /** For tests and style sheets: `data-action` of the button. */
  action: string;
}

export function copyControl({ label, name, text, done, action }: Copying): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'vi-link';
  button.dataset.action = action;
  button.textContent = label;
  if (name) button.setAttribute('aria-label', name);
  const said = document.createElement('span');
  said.className = 'vi-copied';
  said.setAttribute('role', 'status');
  const control = document.createElement('span');
  control.className = 'vi-copy';
  control.append(button, said);

  let saying: ReturnType<typeof setTimeout> | undefined;
  button.addEventListener('click', async () => {
    const copied = text();
    const reason = await copyText(copied);
    control.querySelector('.vi-by-hand')?.remove();
    clearTimeout(saying);
    said.textContent = reason ?? done;
    control.toggleAttribute('data-refused', reason !== undefined);
    if (reason === undefined) saying = setTimeout(() => said.replaceChildren(), CONFIRM_MS);
    else showByHand(control, copied);
  });
  return control;
}

/** Selected, so that one key of the browser's own copies it. */
function showByHand(control: HTMLElement, text: string): void {
  const field = document.createElement('textarea');
  field.className = 'vi-field';
  field.readOnly = true;
  field.rows = 3;
  field.value = text;
  const label = document.createElement('label');
  label.className = 'vi-by-hand';
  label.append('It is selected here: press Ctrl+C, or ⌘C on a Mac.', field);
  control.append(label);
  field.focus({ preventScroll: true });
  field.select();
}
