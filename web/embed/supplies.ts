// What the elements of one page share: one core, one worker, each lesson once, one style sheet.
import { apart, core, faces, lesson, styles, worker } from 'virtual:vi-supplies';
import { decodeBase64 } from '../base64.ts';
import { loadTex } from '../elements/tex.ts';
import { fetchCore, fetchJson, ON_A_SERVER } from '../failures.ts';
import { decodeHex } from '../hex.ts';
import type { Compiled } from '../lesson/document.ts';
import { type Engine, openEngine } from '../start.ts';
import { spawnFromSource } from '../trust.ts';
import { beside } from './beside.ts';
import { shareFonts } from './fonts.ts';

let engine: Promise<Engine> | undefined;
const lessons = new Map<string, Promise<Compiled>>();
let sheet: CSSStyleSheet | undefined;

export function sharedEngine(): Promise<Engine> {
  engine ??= openEngine({
    core: async () => (apart ? fetchCore(beside(apart.core)) : decodeHex(core)),
    worker: () => spawnFromSource(worker),
  }).catch((problem) => {
    // An element that comes later may have better luck.
    engine = undefined;
    throw problem;
  });
  return engine;
}

/** @param address of a compiled lesson; undefined for our own */
export function sharedLesson(address: string | undefined): Promise<Compiled> {
  if (address === undefined && !apart) return Promise.resolve(lesson);
  const url = address ?? beside(apart?.lesson ?? '');
  // Another lesson is inside no script.
  const fromDisk = address === undefined ? undefined : ON_A_SERVER;
  const found = lessons.get(url) ?? fetchJson<Compiled>(url, 'the lesson', fromDisk);
  lessons.set(url, found);
  found.catch(() => lessons.delete(url));
  return found;
}

export function sharedSheet(): CSSStyleSheet {
  if (sheet) return sheet;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  // Fonts and KaTeX from beside the script are on their way while core and lesson are.
  void (apart ? loadTex() : shareFonts(faces, decodeBase64));
  return sheet;
}
