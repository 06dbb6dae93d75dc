// A lesson document before the schema has looked at it: whatever is not of the shape that is asked for counts as empty.

export function object(value) {
  return value && typeof value === 'object' ? value : {};
}

export function list(value) {
  return Array.isArray(value) ? value : [];
}

/** Of an object or a list: those entries that are objects themselves. */
export function entries(record) {
  return Object.entries(object(record)).filter(([, value]) => value && typeof value === 'object');
}
