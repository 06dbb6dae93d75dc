// What a lesson defines and nothing shows: most often a name that was changed in one place only. The page can be made all
// the same, so it is remarked on, and refused by the check alone.
import { entries, object } from './malformed.mjs';
import { namesIn } from './names.mjs';

/** Sentences and TeX: of their names only the live ones count, and those the prose's own reader has seen. */
const SAID =
  /^(title|description|symbol|label|says|say|ask|how|intro|after|hints|tells|question|early|term)$/;

/**
 * @param cards the names of the exercises that cards.json holds
 * @param report (path, message, hint)
 */
export function checkUses(document, names, cards, report) {
  const { sets, scenes: _, ...rest } = document;
  const outside = wordsOf(rest);
  for (const [part, { said, written }] of Object.entries(REFERRED)) {
    for (const [name, entry] of Object.entries(object(document[part])))
      if (!names.isReferred(part, name))
        report(`/${part}/${name}`, said, `write "${written(name, entry, cards)}" in the prose, or remove it`);
  }
  for (const name of names.of('scenes'))
    if (!names.isReferred('scenes', name) && !outside.has(name))
      report(`/scenes/${name}`, 'this scene is used nowhere', `open "::: scene ${name}", or remove it`);
  for (const [set, content] of entries(sets)) {
    if (names.scenesUsing(set).length === 0) {
      report(`/sets/${set}`, 'no scene uses this set', `write "use": "${set}" in a scene, or remove it`);
      continue;
    }
    const within = wordsOf(content);
    const check = (part, kind, known, hint) => {
      for (const name of Object.keys(object(content[part])))
        if (!names.isReferred(kind, name, set) && !known(name))
          report(`/sets/${set}/${part}/${name}`, `this ${kind} is used nowhere`, hint(name));
    };
    check(
      'quantities',
      'quantity',
      (name) => within.has(name) || outside.has(name),
      (name) => `write "{{${name}:3}}" in the prose, or remove it`,
    );
    check(
      'derivations',
      'derivation',
      (name) => outside.has(name),
      (name) => `write "::: derivation ${name}" in the prose, or remove it`,
    );
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

/** Every name in the texts of a value that are no sentences. */
function wordsOf(value, words = new Set()) {
  if (typeof value === 'string') for (const name of namesIn(value)) words.add(name);
  for (const [key, inner] of Object.entries(object(value))) if (!SAID.test(key)) wordsOf(inner, words);
  return words;
}
