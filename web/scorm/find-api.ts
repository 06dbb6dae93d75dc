// Where a learning management system (LMS) offers itself: an object of an agreed name in a window around this one.

/** As the standard counts: a chain longer than this is no LMS. */
const MOST_PARENTS = 500;

/** Up the parents first, then the same from the window that opened this one. */
export function findApi(from: Window, name: string): object | undefined {
  return above(from, name) ?? (from.opener ? above(from.opener as Window, name) : undefined);
}

function above(start: Window, name: string): object | undefined {
  let at = start;
  for (let steps = 0; steps <= MOST_PARENTS; steps++) {
    const found = offered(at, name);
    if (found) return found;
    if (at.parent === at || !at.parent) return undefined;
    at = at.parent;
  }
  return undefined;
}

/** A window of another origin shows nothing of itself; one above it may be ours again. */
function offered(at: Window, name: string): object | undefined {
  try {
    const found = (at as unknown as Record<string, unknown>)[name];
    return found && typeof found === 'object' ? found : undefined;
  } catch {
    return undefined;
  }
}
