// How a time is measured: medians of many rounds, the best of a few tries, since a busy machine only ever adds.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Microseconds of one call: the median over `rounds` of the mean over `calls`. */
export function microsecondsPerCall(work, { rounds, calls }) {
  for (let i = 0; i < calls; i++) work(i);
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    for (let i = 0; i < calls; i++) work(round * calls + i);
    times.push(((performance.now() - start) * 1000) / calls);
  }
  return median(times);
}
