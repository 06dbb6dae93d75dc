// The nearest name where one is misspelt: for authors, and for whoever embeds a part of a lesson.

/** The remedy for a name that is not there. */
export function didYouMean(name, known) {
  const near = nearest(name, known);
  if (near) return `did you mean "${near}"?`;
  if (known.length === 0) return 'the lesson defines none';
  return `there is ${known.map((one) => `"${one}"`).join(', ')}`;
}

function nearest(name, known) {
  const limit = Math.max(1, Math.floor(name.length / 3));
  const ranked = known
    .map((one) => ({ one, distance: editDistance(name, one) }))
    .sort((a, b) => a.distance - b.distance);
  return ranked[0] && ranked[0].distance <= limit ? ranked[0].one : undefined;
}

// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.
function editDistance(a, b) {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}
