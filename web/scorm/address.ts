// The page carries its numbers in its address (web/lesson/link.ts), and in an LMS the address is lost with the visit. So the
// LMS keeps that part of it, and the next visit's address has it again.

/** What the lesson would not know: an LMS puts entries of its own there. */
const isOurs = (key: string) => key.includes('.') || key === 'seed';

function entries(search: string, keep: (key: string) => boolean): string {
  const all = [...new URLSearchParams(search)].filter(([key]) => keep(key));
  return new URLSearchParams(all).toString();
}

function queryOf(search: string): string {
  return entries(search, isOurs);
}

/** The address that the page opens at: what was kept, else what the LMS asks for; of the LMS's own entries nothing. */
export function openingSearch(launched: string, kept: string): string {
  return kept || queryOf(launched);
}

/** Once the page is open: the LMS's entries are there again, for a reload. */
export function runningSearch(launched: string, now: string): string {
  return [entries(launched, (key) => !isOurs(key)), queryOf(now)].filter((part) => part !== '').join('&');
}

export function setSearch(search: string): void {
  try {
    history.replaceState(history.state, '', `${location.pathname}${search && `?${search}`}${location.hash}`);
  } catch {
    // A frame that may not rename itself opens at the book's numbers.
  }
}
