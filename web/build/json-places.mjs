// Where in a JSON text something stands: the line of a path, of a fault, of a key that is there twice.
import { createRequire } from 'node:module';

// Its modules for bundlers and for Node differ in what they export; required, it is the same for all.
const jsonc = createRequire(import.meta.url)('jsonc-parser');

/** As deep as the core reads a lesson; whatever walks through one may then call itself at each step. */
const DEEPEST = 32;
const { SyntaxKind } = jsonc;
const OPENS = [SyntaxKind.OpenBraceToken, SyntaxKind.OpenBracketToken];
const CLOSES = [SyntaxKind.CloseBraceToken, SyntaxKind.CloseBracketToken];

/** The line of `/sets/one/quantities/gap`, or of what is there of it. Nothing in a text that is no JSON. */
export function lineOf(text, path) {
  let node = jsonc.parseTree(text);
  if (!node) return undefined;
  let at = node.offset;
  for (const key of path.split('/').slice(1).map(unescaped)) {
    const next = child(node, key);
    if (!next) break;
    at = (next.parent.type === 'property' ? next.parent : next).offset;
    node = next;
  }
  return lineAt(text, at);
}

/** Why a text is no JSON that can be read, if it is none. */
export function faultOf(text) {
  const deep = tooDeep(text);
  if (deep) return deep;
  try {
    JSON.parse(text);
    return undefined;
  } catch (problem) {
    const faults = [];
    jsonc.parseTree(text, faults, { disallowComments: true });
    const reason = problem.message
      .replace(/,? ?(?:\.\.\.)?".*" is not valid JSON$/s, '')
      .replace(/ in JSON.*$/s, '');
    return {
      line: lineAt(text, faults[0]?.offset ?? 0),
      message: `is not JSON: ${reason}`,
      hint: 'compare commas, quotes and brackets around that place',
    };
  }
}

function tooDeep(text) {
  const scanner = jsonc.createScanner(text, true);
  let depth = 0;
  for (let kind = scanner.scan(); kind !== SyntaxKind.EOF; kind = scanner.scan()) {
    if (OPENS.includes(kind)) depth += 1;
    if (CLOSES.includes(kind)) depth -= 1;
    if (depth > DEEPEST)
      return {
        line: lineAt(text, scanner.getTokenOffset()),
        message: `has more than ${DEEPEST} objects and lists inside one another`,
        hint: 'look for a bracket that was never closed before that place',
      };
  }
  return undefined;
}

/** Keys that an object has twice: JSON's own reader forgets the first. */
export function twins(text) {
  const found = [];
  const walk = (node, path) => {
    const seen = new Map();
    for (const inner of node.children ?? []) {
      const [key, value] = inner.type === 'property' ? inner.children : [undefined, inner];
      const place = key ? `${path}/${key.value}` : path;
      if (key && seen.has(key.value))
        found.push({
          line: lineAt(text, key.offset),
          path: place,
          message: `"${key.value}" stands here a second time`,
          hint: `rename one of the two; the first is in line ${seen.get(key.value)}`,
        });
      if (key) seen.set(key.value, lineAt(text, key.offset));
      if (value) walk(value, place);
    }
  };
  walk(jsonc.parseTree(text), '');
  return found;
}

function child(node, key) {
  if (node.type === 'array') return node.children?.[Number(key)];
  const property = node.children?.find((one) => one.children?.[0]?.value === key);
  return property?.children?.[1];
}

// As JSON pointers write "~" and "/".
function unescaped(key) {
  return key.replace(/~1/g, '/').replace(/~0/g, '~');
}

function lineAt(text, offset) {
  return text.slice(0, offset).split('\n').length;
}
