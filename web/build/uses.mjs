// What a lesson defines and nothing shows: most often a name that was changed in one place only. The page can be made all
// the same, so it is remarked on, and refused by the check alone.
import { entries, object } from './malformed.mjs';
import { namesIn } from './names.mjs';

/**
 * @param cards the names of the exercises that cards.json holds
 * @param report (path, message, hint)
 */
export function checkUses(document, names, cards, report) {
  const { sets, scenes, ...shown } = document;
  for (const [part, { said, written }] of Object.entries(REFERRED)) {
    for (const [name, entry] of Object.entries(object(document[part])))
      if (!names.isReferred(part, name))
        report(`/${part}/${name}`, said, `write "${written(name, entry, cards)}" in the prose, or remove it`);
  }
  const entered = textsUnder(shown, ['scene']);
  for (const name of Object.keys(object(scenes)))
    if (!names.isReferred('scenes', name) && !entered.has(name))
      report(`/scenes/${name}`, 'this scene is used nowhere', `open "::: scene ${name}", or remove it`);
  for (const [set, content] of entries(sets)) {
    if (names.scenesUsing(set).length > 0) checkSet(set, content, shown, names, report);
    else report(`/sets/${set}`, 'no scene uses this set', `write "use": "${set}" in a scene, or remove it`);
  }
}

/** The parts that the prose places or refers to: what is said of an entry it passes over, and what it would write. */
const REFERRED = {
  figures: { said: 'stands nowhere', written: (name) => `::: figure ${name}` },
  predictions: { said: 'stands nowhere', written: (name) => `::: predict ${name}` },
  exercises: {
    said: 'stands nowhere',
    written: (name, entry, cards) => `::: ${cards.includes(name) ? 'card' : wordOf(entry)} ${name}`,
  },
  sources: { said: 'is cited nowhere', written: (name) => `[@${name}]` },
  glossary: { said: 'is used nowhere', written: (name) => `[word](=${name})` },
};

function wordOf({ kind }) {
  return kind === 'answers' ? 'exercise' : kind;
}

/** @param shown all of the lesson but its sets and scenes */
function checkSet(set, content, shown, names, report) {
  const computed = new Set([...wordsOf(content), ...wordsOf(shown)]);
  for (const name of Object.keys(object(content.quantities)))
    if (!names.isReferred('quantity', name, set) && !computed.has(name))
      report(
        `/sets/${set}/quantities/${name}`,
        'this quantity is used nowhere',
        `write "{{${name}:3}}" in the prose, or remove it`,
      );
  const solved = textsUnder(shown, ['solution', 'derivation']);
  for (const name of Object.keys(object(content.derivations)))
    if (!names.isReferred('derivation', name, set) && !solved.has(name))
      report(
        `/sets/${set}/derivations/${name}`,
        'this derivation is used nowhere',
        `write "::: derivation ${name}" in the prose, or remove it`,
      );
}

/** Sentences, whose live names the prose's own reader has seen. */
const SAID =
  /^(title|description|symbol|label|says|say|ask|how|intro|after|hints|tells|question|early|term)$/;

/** Every name in the texts of a value that are no sentences. */
function wordsOf(value, words = new Set()) {
  if (typeof value === 'string') for (const name of namesIn(value)) words.add(name);
  for (const [key, inner] of Object.entries(object(value))) if (!SAID.test(key)) wordsOf(inner, words);
  return words;
}

function textsUnder(value, keys, texts = new Set()) {
  for (const [key, inner] of Object.entries(object(value))) {
    if (keys.includes(key) && typeof inner === 'string') texts.add(inner);
    else textsUnder(inner, keys, texts);
  }
  return texts;
}
