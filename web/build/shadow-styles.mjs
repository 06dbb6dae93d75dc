// One style sheet for page and embed. Inside a shadow root, what it says of the document's root is said of the host, and
// what it says of <vi-lesson> of the root inside, which the host page's own rules cannot reach.

// The host page's fonts, colours and direction (which `all` leaves alone) end here; only its choice of light or dark comes
// through.
const BOX = ':host{display:block}.vi-page{all:initial;direction:ltr;color-scheme:inherit;display:block}';
/** As the page around it: that is light or dark by a choice of its own, whatever the system says. */
const SCHEME = [/color-scheme:light dark/g, 'color-scheme:inherit'];
/** What Vite makes of light-dark() for older browsers, where it can ask the system only. */
const TOKENS = /:host\{[^}]*--lightningcss-light:initial[^}]*\}/g;
const OLD = /var\(--lightningcss-light,(#\w+)\)\s*var\(--lightningcss-dark,(#\w+)\)/g;

/** @param {string} css minified, or at least without comments */
export function shadowStyles(css) {
  const said = css.replace(/([^{};]+)\{/g, (whole, selector) =>
    selector.trim().startsWith('@') ? whole : `${hosted(selector)}{`,
  );
  return BOX + said.replace(...SCHEME).replace(TOKENS, alsoNew);
}

function alsoNew(tokens) {
  return `${tokens}@supports (color:light-dark(#000,#fff)){${tokens.replace(OLD, 'light-dark($1,$2)')}}`;
}

function hosted(selectors) {
  return selectors
    .replace(/(?::root|(?<![\w.#-])vi-lesson)(\[[^\]]*\]|:not\(\[[^\]]*\]\))/g, ':host($1)')
    .replace(/:root/g, ':host')
    .replace(/(?<![\w.#-])vi-lesson(?![\w-])/g, 'vi-root');
}
