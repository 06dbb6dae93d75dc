// A row with more cells than the table's head loses them without a word, and one with fewer is filled up with empty ones.
// Often the cause is a "|" inside a formula, which the table takes for the end of a cell.

/** A rule of markdown-it: a token before the table for each row that does not fit its head. */
export function raggedRows(state) {
  const lines = state.src.split('\n');
  state.tokens = state.tokens.flatMap((token) =>
    token.type === 'table_open' ? [...ragged(token.map, lines, state.Token), token] : [token],
  );
}

function ragged([start, end], lines, Token) {
  const columns = cells(lines[start]);
  const found = [];
  for (let line = start + 2; line < end; line++) {
    const count = cells(lines[line]);
    if (count === columns) continue;
    const token = new Token('vi_ragged', '', 0);
    token.map = [line, line + 1];
    token.meta = {
      message: `this row has ${count} cells, and the table's head has ${columns}`,
      hint: 'a "|" inside a cell is written "\\|", inside a formula "\\mid"',
    };
    found.push(token);
  }
  return found;
}

function cells(line) {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).length;
}
