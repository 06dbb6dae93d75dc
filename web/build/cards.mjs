// What a prediction counts on the prose for: the card that it offers to whoever was wrong, an exercise placed by
// "::: card NAME", and the figures that it veils, right below it.
import { entries, object } from './malformed.mjs';
import { didYouMean } from './names.mjs';

const PLACED = /<vi-predict name="([^"]*)"[^>]*><\/vi-predict>(\s*<vi-figure )?/g;

/**
 * @param html all of the article, as it was compiled
 * @param report (path, message, hint)
 */
export function checkPredictions(document, names, html, report) {
  for (const [name, { card }] of entries(document.predictions)) {
    if (card === undefined || names.cards.includes(card)) continue;
    const hint = names.of('exercises').includes(card)
      ? `place it by "::: card ${card}"`
      : didYouMean(String(card), names.cards);
    report(`/predictions/${name}/card`, `no card "${card}" stands in the prose`, hint);
  }
  for (const [, name, figure] of html.matchAll(PLACED)) {
    if (figure || !object(object(document.predictions)[name]).veils) continue;
    const remedy = 'place the figure that shows the answer there, or remove "veils"';
    report(`/predictions/${name}/veils`, `no figure stands right below "::: predict ${name}"`, remedy);
  }
}
