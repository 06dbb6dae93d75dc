// Sentences of a lesson's JSON, read as inline Markdown: `{{gap:3}}`, `$…$`, **strong**, *emphasis*, `code`. What becomes of
// the marks is another's: elements of the page, or the text of a card for Anki.

export type Mark =
  | { kind: 'text' | 'math' | 'code'; text: string }
  | { kind: 'strong' | 'emphasis'; marks: Mark[] }
  | { kind: 'exact'; name: string }
  | { kind: 'number'; name: string; digits: string | undefined };

const MARKS = /\{\{([^{}\n]*)\}\}|\$((?:\\.|[^\\$])+)\$|\*\*([^*]+)\*\*|\*([^*]+)\*|`([^`]+)`/g;

export function marksOf(text: string): Mark[] {
  const marks: Mark[] = [];
  let from = 0;
  for (const found of text.matchAll(MARKS)) {
    marks.push({ kind: 'text', text: text.slice(from, found.index) }, markOf(found));
    from = found.index + found[0].length;
  }
  marks.push({ kind: 'text', text: text.slice(from) });
  return marks.filter((mark) => mark.kind !== 'text' || mark.text !== '');
}

function markOf([, number, math, strong, emphasis, code = '']: RegExpMatchArray): Mark {
  if (number !== undefined) return numberOf(number);
  if (math !== undefined) return { kind: 'math', text: math };
  if (strong !== undefined) return { kind: 'strong', marks: marksOf(strong) };
  if (emphasis !== undefined) return { kind: 'emphasis', marks: marksOf(emphasis) };
  return { kind: 'code', text: code };
}

function numberOf(text: string): Mark {
  const [name = '', form] = text.split(':').map((part) => part.trim());
  return form === 'exact' ? { kind: 'exact', name } : { kind: 'number', name, digits: form || undefined };
}
