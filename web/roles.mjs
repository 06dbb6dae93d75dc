// The four colours in formulas: `\prior{p(z)}`, `\likelihood{…}`, `\posterior{…}`, `\q{…}`. For KaTeX they are macros that
// set a class (styles/tokens.css has the colours); other programs do not know them, so what is copied goes without.

const ROLES = ['prior', 'likelihood', 'posterior', 'q'];
const MARK = new RegExp(`\\\\(?:${ROLES.join('|')})\\{`, 'g');
const CLASS = new RegExp(`^vi-in-(?:${ROLES.join('|')})$`);

export const ROLE_MACROS = Object.fromEntries(
  ROLES.map((role) => [`\\${role}`, `\\htmlClass{vi-in-${role}}{#1}`]),
);

/** KaTeX asks before a formula may set anything of the page: these four classes, and nothing else. */
export function trustsRole({ command, class: name }) {
  return command === '\\htmlClass' && CLASS.test(name ?? '');
}

/** The formula without its colours. */
export function withoutRoles(tex) {
  let plain = '';
  let from = 0;
  for (const { 0: mark, index } of tex.matchAll(MARK)) {
    if (index < from) continue;
    const start = index + mark.length;
    const end = closing(tex, start);
    plain += tex.slice(from, index) + withoutRoles(tex.slice(start, end));
    from = end + 1;
  }
  return plain + tex.slice(from);
}

/** Where the brace ends that was opened before `start`. */
function closing(tex, start) {
  let depth = 1;
  for (let at = start; at < tex.length; at++) {
    if (tex[at] === '\\') at++;
    else if (tex[at] === '{') depth++;
    else if (tex[at] === '}' && --depth === 0) return at;
  }
  return tex.length;
}
