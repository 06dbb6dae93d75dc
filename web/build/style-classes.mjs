// A strict policy blocks style attributes, and KaTeX's HTML is full of them: the distinct ones become classes.

/** Replace every style attribute under `root` by a class; answers the rules. */
export function styleClasses(root) {
  const classes = new Map();
  for (const element of root.querySelectorAll('[style]')) {
    const style = tidy(element.getAttribute('style'));
    element.removeAttribute('style');
    if (style === '') continue;
    // In digits: with letters the 394th was `vi-say`, and that is somebody else's.
    if (!classes.has(style)) classes.set(style, `vi-s${classes.size}`);
    element.classList.add(classes.get(style));
  }
  // An attribute outweighs any sheet's selector; `:not(#_)` gives a class the weight of an id.
  return [...classes].map(([style, name]) => `.${name}:not(#_){${style}}`).join('\n');
}

function tidy(style) {
  return style
    .split(';')
    .map((one) => one.trim().replace(/\s*:\s*/, ':'))
    .filter(Boolean)
    .join(';');
}
