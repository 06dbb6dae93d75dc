// @vitest-environment jsdom
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { manifest, scormPackage } from '../../../web/build/scorm.mjs';

const lesson = {
  name: 'variational-inference-for-rl',
  title: 'Tom & Jerry <in 2 parts>',
  document: { title: 'Tom & Jerry <in 2 parts>', description: 'A "short" one.', language: 'en' },
};
const page = '<!DOCTYPE html><title>A page</title>';

function read(xml: string): Document {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  expect(document.querySelector('parsererror')).toBeNull();
  return document;
}

describe.each(['1.2', '2004'] as const)('a package of SCORM %s', (version) => {
  const files = unzipSync(scormPackage(lesson, page, version));
  const document = read(strFromU8(files['imsmanifest.xml'] as Uint8Array));
  const attribute = (selector: string, name: string) => document.querySelector(selector)?.getAttribute(name);

  it('lists every file it holds besides the manifest, and no other', () => {
    const listed = [...document.querySelectorAll('file')].map((file) => file.getAttribute('href'));
    expect(listed.sort()).toEqual(Object.keys(files).filter((name) => name !== 'imsmanifest.xml'));
    expect(strFromU8(files['index.html'] as Uint8Array)).toBe(page);
  });

  it('has one item that opens one SCO, and names that meet', () => {
    expect(document.querySelectorAll('organization')).toHaveLength(1);
    expect(document.querySelectorAll('item')).toHaveLength(1);
    expect(attribute('organizations', 'default')).toBe(attribute('organization', 'identifier'));
    expect(attribute('item', 'identifierref')).toBe(attribute('resource', 'identifier'));
    expect(attribute('resource', 'href')).toBe('index.html');
    const kind = version === '1.2' ? 'adlcp:scormtype' : 'adlcp:scormType';
    expect(attribute('resource', kind)).toBe('sco');
    expect(attribute('resource', 'type')).toBe('webcontent');
  });

  it('says which schema it follows, and what the lesson is', () => {
    expect(document.querySelector('schema')?.textContent).toBe('ADL SCORM');
    expect(document.querySelector('schemaversion')?.textContent).toBe(
      version === '1.2' ? '1.2' : '2004 3rd Edition',
    );
    expect(document.querySelector('item > title')?.textContent).toBe('Tom & Jerry <in 2 parts>');
    expect(document.querySelector('metadata')?.textContent).toContain('A "short" one.');
  });

  it('has parts in the order of the schema, and identifiers that XML takes', () => {
    const names = (of: Element) => [...of.children].map(({ localName }) => localName);
    expect(names(document.documentElement)).toEqual(['metadata', 'organizations', 'resources']);
    const ids = [...document.querySelectorAll('[identifier]')].map((one) => one.getAttribute('identifier'));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z_][\w.-]*$/);
  });

  it('is the same, byte by byte, whenever it is made', () => {
    expect(scormPackage(lesson, page, version)).toEqual(scormPackage(lesson, page, version));
  });

  it('cuts a title to what the schema takes, and makes an identifier of any folder’s name', () => {
    const long = { name: '2 übungen', title: 'x'.repeat(300), document: { title: 'x'.repeat(300) } };
    const made = read(manifest(long, version));
    expect(made.querySelector('item > title')?.textContent).toHaveLength(200);
    expect(made.documentElement.getAttribute('identifier')).toBe('lesson-2--bungen');
  });
});
