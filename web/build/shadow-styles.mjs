// One style sheet for page and embed: inside a shadow root what it says of the document's root and of <vi-lesson> is said
// of the host.

/** @param {string} css minified, or at least without comments */
export function shadowStyles(css) {
  return css.replace(/([^{};]+)\{/g, (whole, selector) =>
    selector.trim().startsWith('@') ? whole : `${hosted(selector)}{`,
  );
}

function hosted(selectors) {
  return selectors.replace(/(?::root|(?<![\w.#-])vi-lesson(?![\w-]))(\[[^\]]*\])?/g, (_, attribute) =>
    attribute ? `:host(${attribute})` : ':host',
  );
}
