// The door's requests and replies, as the page sees them. The C++ side of each stands in wasm/door.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Face = 'symbolic' | 'substituted' | 'terms' | 'exact' | 'decimal';
/** A double; the three that JSON cannot spell travel as strings. */
export type Numeric = number | 'inf' | '-inf' | 'nan';

export interface ErrorBody {
  code: string;
  message: string;
  where: string;
  hint?: string;
}
export type Reply<Ok> =
  | { id?: Json; ok: Ok; error?: undefined }
  | { id?: Json; ok?: undefined; error: ErrorBody };

export type ValueType = 'number' | 'boolean' | 'distribution' | 'list' | 'record';
export interface Value {
  type: ValueType;
  value: Json;
  exact: string | null;
  tex: Partial<Record<Face, string>>;
}

export interface ParameterInfo {
  symbol: string;
  label: string;
  kind: 'number';
  min: number;
  max: number;
  range: [string, string];
  step: string;
  book: string;
}
export interface SceneInfo {
  title: string;
  parameters: Record<string, ParameterInfo>;
  quantities: Record<string, { symbol: string | null; label: string | null }>;
  identities: Record<string, { says: string }>;
  derivations: string[];
}
export interface LessonInfo {
  type: 'lesson';
  lesson: string;
  title: string;
  scenes: Record<string, SceneInfo>;
  exercises?: Record<string, ExerciseInfo>;
}
export interface ExerciseInfo {
  kind: 'answers';
  scene: string;
  lines: { name: string; kind: 'number' | 'expression' }[];
}

export interface Want {
  exact?: boolean;
  quantities?: 'all' | string[];
  identities?: 'all' | string[];
  derivations?: 'all' | string[];
  formulas?: Formula[];
}
/** An expression in the faces asked for, or TeX whose `\val{…}` and `\num{…}` are to be filled. */
export type Formula =
  | { expression: string; faces: Face[]; digits?: number }
  | { tex: string; digits?: number };
/** A part that fails says so in its own place; the rest of the scene stands. */
export interface Failed {
  error: ErrorBody;
}
export interface ParameterValue {
  value: number;
  exact: string | null;
  tex: string;
}
export type QuantityValue =
  | { type: ValueType; value: Json; exact: string | null; tex?: string; error?: undefined }
  | Failed;
export interface IdentityValue {
  error?: undefined;
  state: 'proved' | 'numerical' | 'failed';
  left: Numeric;
  right: Numeric;
  left_exact: string | null;
  right_exact: string | null;
  residual: Numeric;
  tolerance: Numeric;
  says: string;
}
export interface LinePart {
  face: Face | 'sum' | 'tex';
  tex: string;
  relation: string;
}
export interface Line {
  say: string;
  lhs: string | null;
  parts: LinePart[];
}
export type FormulaValue = (Partial<Record<Face | 'tex', string>> & { error?: undefined }) | Failed;
export interface SceneValue {
  type: 'scene';
  scene: string;
  parameters: Record<string, ParameterValue>;
  quantities: Record<string, QuantityValue>;
  identities: Record<string, IdentityValue | Failed>;
  derivations: Record<string, Line[] | Failed>;
  formulas: FormulaValue[];
}

export interface IdentityCheck {
  worst_residual: Numeric;
  worst_ratio: Numeric;
  proved: number;
  numerical: number;
  failed: number;
  worst_at: Record<string, string>;
}
export interface DefinitionCheck {
  worst_residual: Numeric;
  worst_ratio: Numeric;
  checked: number;
  failed: number;
}
export interface CheckReport {
  type: 'check';
  settings: number;
  identities: Record<string, IdentityCheck>;
  definitions: Record<string, DefinitionCheck>;
  failed: number;
}
export interface Curve {
  type: 'record';
  value: { x: Numeric[]; y: Numeric[] | Numeric[][] };
}

/** What a learner typed, as the core understands it. */
export interface Reading {
  type: 'number' | 'expression';
  value: Numeric | null;
  exact: string | null;
  tex: string;
  read: string;
}
export type Verdict = 'right' | 'rounded' | 'carried' | 'wrong';
export interface Judgement {
  verdict: Verdict;
  read: string;
  tex: string;
  value: Numeric | null;
  exact: string | null;
  tolerance: Numeric | null;
  /** What helps: the slip's own sentence, or how many digits are missing. */
  says: string | null;
  wrong: number | null;
}
export interface Variant {
  type: 'variant';
  seed: number;
  parameters: Record<string, string>;
}

/** What a task needs to go on: plain JSON, kept by whoever asks. Its other fields are the task's own. */
export interface TaskState {
  task: string;
  [field: string]: Json;
}
/** One slice of a task: `trace` is what this slice saw, `result` null until it is done. */
export interface TaskSlice {
  type: 'task';
  state: TaskState;
  progress: number;
  done: boolean;
  trace: Json;
  result: Json;
}

export interface Operations {
  evaluate: { request: { expression: string; parameters?: Record<string, Json>; faces?: Face[] }; ok: Value };
  'lesson.load': { request: { lesson: object; file?: string }; ok: LessonInfo };
  'lesson.evaluate': {
    request: { lesson: string; scene: string; parameters?: Record<string, string>; want?: Want };
    ok: SceneValue;
  };
  'lesson.check': {
    request: {
      lesson: string;
      scene?: string;
      identity?: string;
      seed?: number;
      start?: number;
      count?: number;
    };
    ok: CheckReport;
  };
  curve: {
    request: {
      expression: string | string[];
      over: { name: string; from: number; to: number; count: number };
      /** Whether conditions compare exact forms where there are some. */
      exact?: boolean;
      parameters?: Record<string, string>;
      lesson?: string;
      scene?: string;
    };
    ok: Curve;
  };
  'answer.read': { request: { text: string; free?: string[] }; ok: Reading };
  'answer.check': {
    request: {
      lesson: string;
      scene: string;
      parameters?: Record<string, string>;
      exercise: string;
      line: string;
      text: string;
      earlier?: Record<string, string>;
    };
    ok: Judgement;
  };
  variant: { request: { lesson: string; exercise: string; seed: number }; ok: Variant };
  'task.start': { request: { task: string; parameters?: Record<string, Json> }; ok: TaskSlice };
  'task.step': { request: { state: TaskState; budget?: number }; ok: TaskSlice };
}
export type Op = keyof Operations;
export type Request<O extends Op = Op> = O extends Op
  ? { op: O; id?: Json } & Operations[O]['request']
  : never;
export type Ok<O extends Op = Op> = Operations[O]['ok'];
