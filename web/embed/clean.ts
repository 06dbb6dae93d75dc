// An article that was fetched is a stranger's: of it only prose and our own elements are built anew, nothing that runs.

const TAGS = new Set(
  'a blockquote br cite code dd div dl dt em h2 h3 h4 h5 h6 hr li ol p pre s section span strong sub sup table tbody td th thead tr ul'.split(
    ' ',
  ),
);
const OURS = /^vi-(?!lesson|root)[a-z-]+$/;
const ATTRIBUTES = new Set(
  'aria-labelledby class data-for digits display faces href id kind in name scene scope start tex'.split(' '),
);

/** Columns of numbers; set as a property, since a strict policy refuses the attribute. */
const ALIGN = /text-align:\s*(left|right|center)/;

export function cleaned(source: Node): Node[] {
  return [...source.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? '')];
    if (!(node.nodeType === Node.ELEMENT_NODE)) return [];
    return cleanElement(node as Element);
  });
}

function cleanElement(element: Element): Node[] {
  const tag = element.localName;
  if (!TAGS.has(tag) && !OURS.test(tag)) return [];
  const copy = document.createElement(tag);
  for (const { name, value } of element.attributes) {
    if (ATTRIBUTES.has(name) && (name !== 'href' || harmless(value))) copy.setAttribute(name, value);
  }
  const align = ALIGN.exec(element.getAttribute('style') ?? '')?.[1];
  if (align) copy.style.textAlign = align;
  copy.append(...cleaned(element));
  return [copy];
}

function harmless(href: string): boolean {
  return /^(https?:|mailto:|#|[^:]*$)/i.test(href.trim());
}
