// How a time is measured: medians of many rounds, in processor time where one thread does the work, since waiting for a busy
// machine is no property of the code.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Microseconds of processor time of one call: the median over `rounds` of the mean over `calls`. */
export function microsecondsPerCall(work, { rounds, calls }) {
  // Until the compiler has seen enough of them, calls run in its first, quick translation.
  for (let i = 0; i < 2 * calls; i++) work(i);
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const start = processorTime();
    for (let i = 0; i < calls; i++) work(round * calls + i);
    times.push((processorTime() - start) / calls);
  }
  return median(times);
}

function processorTime() {
  const { user, system } = process.cpuUsage();
  return user + system;
}
