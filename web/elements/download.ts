// A file made on the page and given to its reader: nothing is sent anywhere.

/** How long a browser may take to begin with it. */
const SOON_MS = 60_000;

export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), SOON_MS);
}
