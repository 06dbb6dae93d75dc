// Soft value iteration on an n × n grid in JavaScript, as a good programmer writes it: typed arrays, what does not change
// computed once. Free cells alone but for the goal in the last corner; actions up, right, down, left; entropy form.

/** The cell that a move in each direction leads to, four a cell. */
function neighbours(n) {
  const next = new Int32Array(4 * n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      const cell = row * n + column;
      next[4 * cell] = row > 0 ? cell - n : cell;
      next[4 * cell + 1] = column < n - 1 ? cell + 1 : cell;
      next[4 * cell + 2] = row < n - 1 ? cell + n : cell;
      next[4 * cell + 3] = column > 0 ? cell - 1 : cell;
    }
  }
  return next;
}

/** Backups of every cell until the residual is small: what the algorithm's name promises. */
export function plainSweeps({ n, slip, step, goal, alpha, gamma, tolerance }) {
  const last = n * n - 1;
  const next = neighbours(n);
  let value = new Float64Array(n * n);
  let later = new Float64Array(n * n);
  value[last] = later[last] = goal;
  const straight = gamma * (1 - 2 * slip);
  const aside = gamma * slip;
  const perAlpha = 1 / alpha;
  let residual = Infinity;
  let sweeps = 0;
  while (residual > tolerance) {
    [value, later] = [later, value];
    residual = 0;
    for (let cell = 0, at = 0; cell < last; cell++, at += 4) {
      const up = later[next[at]];
      const right = later[next[at + 1]];
      const down = later[next[at + 2]];
      const left = later[next[at + 3]];
      const sides = aside * (left + right);
      const ends = aside * (up + down);
      const q0 = straight * up + sides;
      const q1 = straight * right + ends;
      const q2 = straight * down + sides;
      const q3 = straight * left + ends;
      const top = Math.max(q0, q1, q2, q3);
      const sum =
        Math.exp((q0 - top) * perAlpha) +
        Math.exp((q1 - top) * perAlpha) +
        Math.exp((q2 - top) * perAlpha) +
        Math.exp((q3 - top) * perAlpha);
      const now = step + top + alpha * Math.log(sum);
      residual = Math.max(residual, Math.abs(now - later[cell]));
      value[cell] = now;
    }
    sweeps++;
  }
  return { value, sweeps };
}

/** The core's own algorithm: a backup, then over-relaxed sweeps of the correction under the policy that it gave. */
export function modifiedPolicyIteration({ n, slip, step, goal, alpha, gamma, tolerance }) {
  const cells = n * n;
  const last = cells - 1;
  const next = neighbours(n);
  const value = new Float64Array(cells);
  const correction = new Float64Array(cells);
  const gap = new Float64Array(cells);
  const weight = new Float64Array(4 * cells);
  const q = new Float64Array(4);
  value[last] = goal;
  const keep = 1 - 2 * slip;
  const omega = 2 / (1 + Math.sqrt((1 - gamma) * (1 + gamma)));
  const sweeps = Math.ceil(5 / (2 - omega));

  const backup = () => {
    let residual = 0;
    for (let cell = 0, at = 0; cell < last; cell++, at += 4) {
      for (let a = 0; a < 4; a++)
        q[a] =
          gamma *
          (keep * value[next[at + a]] +
            slip * (value[next[at + ((a + 1) & 3)]] + value[next[at + ((a + 3) & 3)]]));
      const top = Math.max(q[0], q[1], q[2], q[3]);
      let sum = 0;
      for (let a = 0; a < 4; a++) sum += q[a] = Math.exp((q[a] - top) / alpha);
      const change = step + top + alpha * Math.log(sum) - value[cell];
      residual = Math.max(residual, Math.abs(change));
      let stay = 0;
      for (let d = 0; d < 4; d++) {
        const moved = (gamma * (keep * q[d] + slip * (q[(d + 1) & 3] + q[(d + 3) & 3]))) / sum;
        const stays = next[at + d] === cell;
        weight[at + d] = stays ? 0 : moved;
        if (stays) stay += moved;
      }
      const scale = 1 / (1 - stay);
      for (let d = 0; d < 4; d++) weight[at + d] *= scale;
      gap[cell] = change * scale;
    }
    return residual;
  };

  const relax = (colour) => {
    for (let row = 0; row < n; row++) {
      for (let cell = row * n + ((row + colour) & 1), end = row * n + n; cell < end; cell += 2) {
        const at = 4 * cell;
        const target =
          gap[cell] +
          weight[at] * correction[next[at]] +
          weight[at + 1] * correction[next[at + 1]] +
          weight[at + 2] * correction[next[at + 2]] +
          weight[at + 3] * correction[next[at + 3]];
        correction[cell] += omega * (target - correction[cell]);
      }
    }
  };

  let rounds = 0;
  while (backup() > tolerance) {
    correction.fill(0);
    for (let i = 0; i < sweeps; i++) {
      relax(0);
      relax(1);
    }
    for (let cell = 0; cell < cells; cell++) value[cell] += correction[cell];
    rounds++;
  }
  return { value, sweeps: rounds * sweeps };
}
