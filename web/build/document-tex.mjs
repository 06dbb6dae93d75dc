// TeX also stands in lesson.json: how a name is written, and what a derivation shows. KaTeX must know all of it.
import { entries, list } from './malformed.mjs';
import { TEX_HINT, texFault } from './tex-check.mjs';

/** @param report (path, message, hint) */
export function checkDocumentTex(document, report) {
  const check = (tex, path) => {
    const fault = typeof tex === 'string' ? texFault(tex) : undefined;
    if (fault) report(path, fault, TEX_HINT);
  };
  for (const [set, { parameters, quantities, derivations }] of entries(document.sets)) {
    for (const [kind, named] of Object.entries({ parameters, quantities })) {
      for (const [name, { symbol }] of entries(named)) check(symbol, `/sets/${set}/${kind}/${name}/symbol`);
    }
    for (const [name, derivation] of entries(derivations)) {
      const [inner, steps] = Array.isArray(derivation) ? ['', derivation] : ['/steps', derivation.steps];
      for (const [i, step] of entries(steps)) {
        const path = `/sets/${set}/derivations/${name}${inner}/${i}`;
        for (const part of ['lhs', 'tex', 'wrap']) check(step[part], `${path}/${part}`);
        for (const [term, pair] of list(step.sum).entries()) check(list(pair)[1], `${path}/sum/${term}/1`);
      }
    }
  }
}
