// ts-fsrs hangs four methods on every Date of the page. The page may be somebody else's, with a `format` of its own: what
// was there before is put back.
const NAMES = ['scheduler', 'diff', 'format', 'dueFormat'];
const before = NAMES.map((name) => Object.getOwnPropertyDescriptor(Date.prototype, name));

export function restoreDates(): void {
  for (const [i, name] of NAMES.entries()) {
    const own = before[i];
    if (own) Object.defineProperty(Date.prototype, name, own);
    else Reflect.deleteProperty(Date.prototype, name);
  }
}
