// Cards are exercises that the prose has placed by "::: card NAME". What a prediction offers to whoever was wrong is there.
import { entries } from './malformed.mjs';
import { didYouMean } from './names.mjs';

/** @param report (path, message, hint) */
export function checkPredictions(document, names, report) {
  for (const [name, { card }] of entries(document.predictions)) {
    if (card === undefined || names.cards.includes(card)) continue;
    const hint = names.of('exercises').includes(card)
      ? `place it by "::: card ${card}"`
      : didYouMean(String(card), names.cards);
    report(`/predictions/${name}/card`, `no card "${card}" stands in the prose`, hint);
  }
}
