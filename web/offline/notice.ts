// What concerns the page as a whole: one line at the lower edge of the window, over the page and never in its flow.

let shown: HTMLElement | undefined;

/** Says a sentence with something to do about it, in place of what was said before. Answers how to take it back. */
export function offer(text: string, label: string, act: () => void): () => void {
  return put(text, (notice) => [button(label, act), button('Not now', () => notice.remove())]);
}

/** Says a sentence, in place of what was said before. */
export function say(text: string): void {
  put(text, (notice) => [button('Dismiss', () => notice.remove())]);
}

function put(text: string, buttons: (notice: HTMLElement) => HTMLButtonElement[]): () => void {
  shown?.remove();
  const notice = document.createElement('div');
  notice.className = 'vi-notice';
  notice.setAttribute('role', 'status');
  const sentence = document.createElement('span');
  sentence.textContent = text;
  notice.append(sentence, ...buttons(notice));
  document.body.append(notice);
  shown = notice;
  return () => notice.remove();
}

/** A lasting remark below the article. */
export function remark(text: string): HTMLElement {
  const line = document.createElement('p');
  line.className = 'vi-remark';
  line.textContent = text;
  document.querySelector('.vi-page')?.append(line);
  return line;
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'vi-link';
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}
