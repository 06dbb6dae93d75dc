// Orders drawn by a seed: the same for the same seed, in every browser.

export function shuffled<T>(all: T[], seed: number): T[] {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return state ^ (state >>> 13);
  };
  return all
    .map((one) => ({ one, rank: next() >>> 0 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

/** What is moved comes to stand at `to`; the others close up. */
export function moved<T>(all: T[], from: number, to: number): T[] {
  const rest = all.filter((_, i) => i !== from);
  return [...rest.slice(0, to), all[from] as T, ...rest.slice(to)];
}
