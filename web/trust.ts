// The one Trusted Types policy of our own: a worker's address, and the article that an embed was built with or has cleaned.

interface Policy {
  createScriptURL(url: string): string;
  createHTML(html: string): string;
}
interface Factory {
  createPolicy(name: string, rules: Policy): Policy;
}

const plain: Policy = { createScriptURL: (url) => url, createHTML: (html) => html };
let made: Policy | undefined;

function policy(): Policy {
  if (made) return made;
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  try {
    made = factory?.createPolicy('vi-loader', plain) ?? plain;
  } catch {
    // A host page that knows no `vi-loader`: its own rules then decide about the plain strings.
    made = plain;
  }
  return made;
}

export function workerAddress(url: string): string {
  return policy().createScriptURL(url);
}

export function spawnWorker(url: string): Worker {
  return new Worker(workerAddress(url));
}

/** A worker from its source, where there is no address to load it from. */
export function spawnFromSource(source: string): Worker {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = spawnWorker(url);
  worker.addEventListener('message', () => URL.revokeObjectURL(url), { once: true });
  return worker;
}

export function parseHtml(html: string): Document {
  return new DOMParser().parseFromString(policy().createHTML(html), 'text/html');
}
