// What the core says of a lesson, as problems with a place: whether it can read it, and what it finds at random settings.
import { whereWritten } from './folder.mjs';
import { object } from './malformed.mjs';
import { tryMappings } from './mappings.mjs';
import { tryScenes } from './trials.mjs';

/** What keeps the core from reading the document. */
export function refusals(document, core) {
  try {
    core.call({ op: 'lesson.load', lesson: document, file: 'lesson.json' });
    return [];
  } catch (problem) {
    return [problemOf(problem)];
  }
}

/**
 * Every identity, definition, wrong model and guess, at the book's numbers and at random ones. `summary` says what held.
 *
 * @param {{document: object, cards?: string[], core: import('../core/core.mjs').Core, settings?: number, signal?: AbortSignal}} lesson
 */
export async function trials({ document, cards = [], core, settings, signal }) {
  const scenes = Object.keys(document.scenes);
  const replies = await tryScenes({ document, module: core.module, scenes, settings, signal });
  const refused = replies.flatMap(({ error }) => (error ? [problemOf(error)] : []));
  const reports = replies.flatMap(({ ok }) => ok ?? []);
  const problems = [...refused, ...mappingProblems(document, core), ...reports.flatMap(falsehoods(document))];
  return { problems: distinct(problems).map((one) => whereWritten(one, cards)), summary: summary(reports) };
}

function mappingProblems(document, core) {
  try {
    tryMappings(document, core);
    return [];
  } catch (problem) {
    return [problemOf(problem)];
  }
}

/** `lesson.json /sets/one/quantities/gap column 3`, as the core writes a place. What is `internal` is no lesson's doing. */
export function problemOf(error) {
  if (error.code === undefined || error.code === 'internal') throw error;
  const [, path, column] = /^\S*?lesson\.json(?: (\/.*?))?(?: column (\d+))?$/.exec(error.where) ?? [];
  const { message, hint } = error;
  return { file: 'lesson.json', path, column: column && Number(column), message, hint };
}

const falsehoods = (document) => (report) => [
  ...failed(report.identities).map(([name, tally]) => falseIdentity(document, name, tally, report.settings)),
  ...failed(report.definitions).map(([name]) => ({
    file: 'lesson.json',
    message: `${name}: the core computes it in two ways, which differ for this lesson`,
    hint: 'this is a fault of the program: please report it',
  })),
];

function falseIdentity(document, fullName, { failed: count, worst_residual, worst_at }, settings) {
  const [scene, name] = fullName.split('.');
  const used = [object(document.scenes[scene]).use].flat();
  const set = used.find((one) => object(object(document.sets[one]).identities)[name]);
  const at = Object.entries(worst_at).map(([parameter, value]) => `${parameter} = ${value}`);
  const most = at.length > 0 ? `, most at ${at.join(', ')}` : '';
  return {
    file: 'lesson.json',
    path: `/sets/${set}/identities/${name}`,
    message: `in scene "${scene}" its sides differ at ${count} of ${settings} settings${most}: by ${short(worst_residual)}`,
    hint: 'mend one of the two expressions',
    sound: true,
  };
}

function failed(tallies) {
  return Object.entries(tallies).filter(([, tally]) => tally.failed > 0);
}

/** Scenes that share a set find the same fault. */
function distinct(problems) {
  return [...new Map(problems.map((one) => [`${one.path} ${one.message}`, one])).values()];
}

function summary(reports) {
  const identities = reports.flatMap((report) => Object.values(report.identities));
  const definitions = new Set(reports.flatMap((report) => Object.keys(report.definitions)));
  const all = [...identities, ...reports.flatMap((report) => Object.values(report.definitions))];
  const worst = Math.max(0, ...all.map(({ worst_ratio }) => worst_ratio));
  const settings = Math.max(1, ...reports.map((report) => report.settings));
  const what = `${count(identities.length, 'identity', 'identities')} and ${count(definitions.size, 'definition', 'definitions')}`;
  return `${what} hold at ${count(settings, 'setting', 'settings')}; worst residual ${short(worst)} of its tolerance`;
}

function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

/** What is no finite number comes as text. */
function short(number) {
  return typeof number === 'number' ? String(Number(number.toPrecision(2))) : number;
}
