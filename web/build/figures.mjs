// What the lesson's figures name, against the scenes that show them: quantities, parameters, identities, expressions. The
// shape of a figure is the schema's to check, so anything malformed is passed over here.
import { list as items, object } from './malformed.mjs';
import { didYouMean } from './names.mjs';

/** @typedef {{path: string, part: 'value' | 'parameter' | 'identity' | 'expression', text: string, bound?: string[]}} Use */

/** @param report (path, message, hint) */
export function checkFigures(document, names, report) {
  for (const [name, figure] of Object.entries(object(document.figures))) {
    const root = `/figures/${name}`;
    const at = (path, message, hint) => report(`${root}${path}`, message, hint);
    const scenes = new Set(figure?.scene ? [figure.scene] : names.scenesShowing(name));
    for (const scene of scenes) {
      if (!names.of('scenes').includes(scene))
        at('/scene', `unknown scene "${scene}"`, didYouMean(scene, names.of('scenes')));
      else checkIn(scene, figure, names, at);
    }
  }
}

function checkIn(scene, figure, names, report) {
  const uses = [...given(figure), ...(USES[figure.kind]?.(figure) ?? [])];
  for (const use of uses) if (typeof use.text === 'string') checkUse(use, scene, names, report);
  if (figure.kind === 'bars') checkCounts(figure, report);
  if (figure.kind === 'curve') checkAxis(figure, scene, names, report);
}

const KNOWN = {
  value: { called: 'quantity', in: (names, scene) => names.valued(scene) },
  parameter: { called: 'parameter', in: (names, scene) => names.inScene(scene, 'parameters') },
  identity: { called: 'identity', in: (names, scene) => names.inScene(scene, 'identities') },
};

function checkUse({ path, part, text, bound = [] }, scene, names, report) {
  if (part === 'expression') {
    const unknown = names.unknownIn(text, scene, bound);
    if (unknown) report(path, `unknown quantity "${unknown.name}" in scene "${scene}"`, unknown.hint);
    return;
  }
  const name = part === 'value' ? text.split('.')[0] : text;
  const known = KNOWN[part].in(names, scene);
  if (known.includes(name)) return;
  report(path, `unknown ${KNOWN[part].called} "${name}" in scene "${scene}"`, didYouMean(name, known));
}

function given(figure) {
  return list(figure.given).map((text, i) => ({ path: `/given/${i}`, part: 'parameter', text }));
}

/** @type {Record<string, (figure: any) => Use[]>} */
const USES = { density: densityUses, bars: barsUses, curve: curveUses };

function densityUses({ over = 'z', curves, mean, variance, bar, identity, split, snap }) {
  return [
    ...list(curves).flatMap((curve, i) => [
      { path: `/curves/${i}/density`, part: 'expression', text: curve.density, bound: [over] },
      ...['of', 'centre', 'spread'].map((key) => ({
        path: `/curves/${i}/${key}`,
        part: 'value',
        text: curve[key],
      })),
    ]),
    { path: '/mean', part: 'parameter', text: mean },
    { path: '/variance', part: 'parameter', text: variance },
    { path: '/identity', part: 'identity', text: identity },
    ...values('/bar', bar),
    ...values('/split', split),
    ...values('/snap', snap),
    ...Object.keys(object(snap)).map((text) => ({ path: '/snap', part: 'parameter', text })),
  ];
}

function barsUses({ series, levers, gauge }) {
  const { names: _, identity, ...sum } = object(gauge);
  return [
    ...list(series).flatMap(({ of, levers: own }, i) => [
      ...(Array.isArray(of)
        ? of.map((text, k) => ({ path: `/series/${i}/of/${k}`, part: 'value', text }))
        : [{ path: `/series/${i}/of`, part: 'value', text: of }]),
      ...parameters(`/series/${i}/levers`, own),
    ]),
    ...parameters('/levers/of', object(levers).of),
    ...values('/gauge', sum),
    { path: '/gauge/identity', part: 'identity', text: identity },
  ];
}

// The axis' own name may stand in the lines; in marks only where it is a parameter, which has a present value.
function curveUses({ over, series, paths, points, chords }) {
  const bound = [object(over).name];
  const place = (path, { x, y }) => [
    { path: `${path}/x`, part: 'expression', text: x },
    { path: `${path}/y`, part: 'expression', text: y },
  ];
  return [
    ...list(series).map(({ is }, i) => ({ path: `/series/${i}/is`, part: 'expression', text: is, bound })),
    ...list(paths).flatMap(({ along, x, y }, i) => {
      const free = [object(along).name];
      return [
        { path: `/paths/${i}/x`, part: 'expression', text: x, bound: free },
        { path: `/paths/${i}/y`, part: 'expression', text: y, bound: free },
      ];
    }),
    ...list(points).flatMap((point, i) => [
      ...place(`/points/${i}`, point),
      { path: `/points/${i}/lever`, part: 'parameter', text: point.lever },
    ]),
    ...list(chords).flatMap((ends, i) => list(ends).flatMap((end, k) => place(`/chords/${i}/${k}`, end))),
  ];
}

function values(path, record) {
  return Object.entries(object(record)).map(([key, text]) => ({
    path: `${path}/${key}`,
    part: 'value',
    text,
  }));
}

function parameters(path, names) {
  return list(names).map((text, i) => ({ path: `${path}/${i}`, part: 'parameter', text }));
}

/** One of everything for each category. */
function checkCounts({ categories, series, levers }, report) {
  const count = list(categories).length;
  const lists = [
    ['/levers/of', object(levers).of],
    ...list(series).flatMap(({ of, levers: own }, i) => [
      [`/series/${i}/of`, of],
      [`/series/${i}/levers`, own],
    ]),
  ];
  for (const [path, names] of lists) {
    if (Array.isArray(names) && names.length !== count)
      report(
        path,
        `names ${names.length} for ${count} categories`,
        'write one for each category, in their order',
      );
  }
}

function checkAxis({ over, series }, scene, names, report) {
  const { name, from, to, lever, scale } = object(over);
  const moves = names.inScene(scene, 'parameters').includes(name);
  if (lever && !moves)
    report('/over/name', `"${name}" is no parameter of scene "${scene}"`, 'only a parameter can be a lever');
  if (!moves && (from === undefined || to === undefined))
    report('/over', 'the axis has no ends', 'write "from" and "to", or name a parameter');
  if (scale === 'log' && /^\s*(-|0*(\.0*)?\s*$)/.test(String(from ?? '1')))
    report('/over/from', 'a logarithmic axis begins above 0', 'choose a larger "from", or the linear scale');
  if (!moves) return;
  for (const [i, line] of list(series).entries()) {
    const bound = typeof line.is === 'string' && names.dependingOn(name, line.is, scene);
    if (bound)
      report(
        `/series/${i}/is`,
        `"${bound}" depends on "${name}", but would keep today's value all along the axis`,
        `write it out, so that "${name}" stands in the expression itself`,
      );
  }
}

function list(value) {
  return items(value).filter((each) => each !== null && each !== undefined);
}
