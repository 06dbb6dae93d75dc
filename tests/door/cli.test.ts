// `vi` on the command line: what it prints, where errors go, how it exits.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const vi = fileURLToPath(new URL('../../build/native/vi', import.meta.url));
const fixtures = fileURLToPath(new URL('../fixtures/lessons', import.meta.url));
const lessons = fileURLToPath(new URL('../../lessons', import.meta.url));

function run(words: string[], input = '') {
  const { status, stdout, stderr } = spawnSync(vi, words, { input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** The one error on standard error, and nothing on standard output. */
function refusal(words: string[], input = '') {
  const { status, stdout, stderr } = run(words, input);
  expect(stdout).toBe('');
  expect(status).toBe(2);
  return JSON.parse(stderr).error;
}

function written(text: string | Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), 'vi-')), 'lesson.json');
  writeFileSync(path, text);
  return path;
}

describe('vi evaluate', () => {
  it('refuses bytes that are no text', () => {
    const { status, stderr } = spawnSync('bash', ['-c', `"$0" evaluate $'\\xff'`, vi], { encoding: 'utf8' });
    expect(status).toBe(2);
    expect(JSON.parse(stderr).error.code).toBe('bad_request');
  });

  it('prints value and exact form on one line', () => {
    const { status, stdout, stderr } = run(['evaluate', 'kl(normal(1, 3/2), normal(8/5, 4/5))']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    const ok = JSON.parse(stdout);
    expect(ok.value).toBeCloseTo(0.34819567028881293, 15);
    expect(ok.exact).toBe('53/80 + 1/2*log(8/15)');
  });

  it('takes settings, and prints text for a person', () => {
    const { stdout } = run(['evaluate', 'x/3', '--set', 'x=2', '--text']);
    expect(stdout).toMatch(/^value {2}0\.6666\d+\nexact {2}2\/3\n$/);
  });

  it.each([
    [['evaluate', '1/0'], 'domain'],
    [['evaluate', 'log(-1)'], 'domain'],
    [['evaluate', 'normal(0, v)', '--set', 'v=nan'], 'domain'],
    [['evaluate', 'normal(0, v)', '--set', 'v=0'], 'domain'],
    [['evaluate', '1 +'], 'syntax'],
    [['evaluate', '1'.repeat(3000)], 'too_long'],
    [['evaluate', 'gap'], 'unknown_name'],
    [['evaluate', 'kl(normal(0, 1))'], 'arity'],
    [['evaluate', 'x', '--set', 'x=1+'], 'syntax'],
    [['evaluate', 'x', '--set', 'x'], 'bad_request'],
    [['evaluate', 'x', '--set'], 'bad_request'],
    [['evaluate', '1', '2'], 'bad_request'],
    [['evaluate', '--texxt', '1'], 'bad_request'],
    [['evaluate'], 'bad_request'],
    [['evalute', '1'], 'bad_request'],
    [['check'], 'bad_request'],
    [['call', '1'], 'bad_request'],
    [['version', '2'], 'bad_request'],
    [['help', 'evaluate'], 'bad_request'],
    [['check', '/nowhere/lesson.json'], 'bad_request'],
  ])('%j is refused with code %s', (words, code) => {
    const error = refusal(words as string[]);
    expect(error.code).toBe(code);
    expect(error.message).not.toBe('');
    expect(error.where).not.toBe('');
  });
});

describe('vi call', () => {
  it('answers one line a line, in order, errors among the answers', () => {
    const requests = [
      { id: 1, op: 'evaluate', expression: '1/3' },
      { id: 2, op: 'evaluate', expression: '1/0' },
      { id: 3, op: 'evaluate', expression: '2/3' },
    ];
    const { status, stdout } = run(['call'], requests.map((each) => JSON.stringify(each)).join('\n'));
    const replies = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(replies.map((reply) => reply.id)).toEqual([1, 2, 3]);
    expect(replies[0].ok.exact).toBe('1/3');
    expect(replies[1].error.code).toBe('domain');
    expect(replies[2].ok.exact).toBe('2/3');
  });
});

describe('vi check', () => {
  it.each(readdirSync(lessons, { withFileTypes: true }).filter((entry) => entry.isDirectory()))(
    'holds for the lesson $name, everywhere it was tried',
    ({ name }) => {
      const { status, stdout, stderr } = run(['check', join(lessons, name)]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const report = JSON.parse(stdout);
      expect(report.settings).toBe(1000);
      for (const [identity, tally] of Object.entries<Record<string, number>>(report.identities)) {
        // What is Gaussian has an exact form everywhere on the grid; exponentials have none.
        if (/^(worked|exercise1)\./.test(identity))
          expect(tally.proved, `${identity} is proved at every setting on the grid`).toBe(500);
        expect(tally.worst_ratio).toBeLessThan(1);
      }
      for (const tally of Object.values<Record<string, number>>(report.definitions)) {
        expect(tally.checked).toBeGreaterThan(0);
        expect(tally.worst_ratio).toBeLessThan(1);
      }
    },
    60_000,
  );

  const folders = readdirSync(fixtures, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  it.each(folders)('says what is wrong with $name', ({ name }) => {
    const folder = join(fixtures, name);
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
    if (expected.code) {
      const error = refusal(['check', folder]);
      expect(error.code).toBe(expected.code);
      expect(error.where).toContain(expected.where);
      expect(error.message).toContain(expected.contains);
      return;
    }
    const { status, stdout } = run(['check', folder]);
    const { identities } = JSON.parse(stdout);
    expect(status).toBe(expected.failed.length > 0 ? 1 : 0);
    for (const identity of expected.failed) expect(identities[identity].failed).toBe(1000);
    for (const identity of expected.held) expect(identities[identity].failed).toBe(0);
  });

  it('names file, line, path and column', () => {
    const error = refusal(['check', join(fixtures, 'unknown-name')]);
    expect(error.where).toMatch(/lesson\.json line \d+ \/sets\/one\/quantities\/cost.* column \d+$/);
    expect(error.hint).toMatch(/^Did you mean/);
  });

  it.each([
    ['oversized', 'limit', `{"title": "${'x'.repeat(300_000)}"}`],
    ['a text that is too long', 'limit', `{"title": "${'x'.repeat(70_000)}"}`],
    ['deeply nested', 'limit', '['.repeat(100_000)],
    ['with too many values', 'limit', `[${'1,'.repeat(30_000)}1]`],
    ['empty', 'lesson', ''],
    ['a text with NUL', 'lesson', '{"title": "\u0000"}'],
    ['not UTF-8', 'lesson', Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d])],
  ])('refuses a lesson that is %s', (_, code, text) => {
    expect(refusal(['check', written(text)]).code).toBe(code);
  });

  it('refuses five thousand quantities in a chain without evaluating them', () => {
    const quantities = Object.fromEntries(
      Array.from({ length: 5000 }, (_, i) => [`q${i}`, i === 0 ? '1' : `q${i - 1} + 1`]),
    );
    const lesson = { title: 't', scenes: { s: { use: 'g', book: {} } }, sets: { g: { quantities } } };
    expect(refusal(['check', written(JSON.stringify(lesson))]).code).toBe('limit');
  });

  it('checks the rest when one lesson is broken, and says the worst', () => {
    const { status, stdout, stderr } = run([
      'check',
      join(fixtures, 'syntax'),
      join(fixtures, 'flipped-sign'),
    ]);
    expect(status).toBe(2);
    expect(JSON.parse(stderr).error.code).toBe('syntax');
    expect(JSON.parse(stdout).failed).toBe(1);
  });
});

describe('vi', () => {
  it.each(['help', '--help', '-h'])('says by "%s" what it can do', (word) => {
    const { status, stdout, stderr } = run([word]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const command of ['evaluate', 'call', 'check', 'functions', 'help', 'version'])
      expect(stdout).toMatch(new RegExp(`^ {2}vi ${command} .*\\w$`, 'm'));
  });

  it('says the same, and that something is amiss, if it is asked nothing', () => {
    expect(run([])).toEqual({ status: 2, stdout: '', stderr: run(['help']).stdout });
  });

  it.each(['version', '--version'])('says by "%s" which one it is', (word) => {
    const { version } = JSON.parse(readFileSync(join(lessons, '../package.json'), 'utf8'));
    expect(run([word])).toEqual({ status: 0, stdout: `vi ${version}\n`, stderr: '' });
  });
});

describe('vi functions', () => {
  it('lists every function with one line of help, its domain and its source', () => {
    const list = JSON.parse(run(['functions']).stdout).value;
    expect(list.length).toBeGreaterThan(20);
    for (const row of list) {
      for (const field of ['name', 'signature', 'help', 'domain', 'source']) expect(row[field]).toBeTruthy();
    }
    expect(run(['functions', '--text']).stdout).toContain('kl(normal(m, v), normal(M, V))');
  });
});
