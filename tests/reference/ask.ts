// A question to the door, and the answers that a reference file has for it.
import type { Json } from '../../web/core/door.ts';
import { readJson } from './hosts.ts';

export interface Case {
  label?: string;
  inputs: Record<string, string>;
  outputs: Record<string, string | null>;
}

/** A field of the reply's value ('' is the value itself, 'k1.mean' a field of a field), the truth, and the bound: steps, a part of 1 + |truth|, or the reply's own standard errors. */
export interface Answer {
  field: string;
  truth: string | null;
  steps?: number;
  relative?: number;
  standardErrors?: number;
}
export interface Question {
  request: { op: 'evaluate'; expression: string; parameters: Record<string, Json> };
  answers: Answer[];
}

export function cases(file: string): Case[] {
  return readJson(`tests/reference/data/${file}.json`).cases;
}

export function ask(expression: string, parameters: Record<string, Json>, answers: Answer[]): Question {
  return { request: { op: 'evaluate', expression, parameters }, answers };
}
