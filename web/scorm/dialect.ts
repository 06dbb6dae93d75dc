// The two versions of SCORM that are spoken, as a table: what each calls the same things.

export type Version = '1.2' | '2004';

export interface Dialect {
  version: Version;
  /** The object's name in a window. */
  api: string;
  calls: Record<'initialize' | 'terminate' | 'get' | 'set' | 'commit' | 'error' | 'errorText', string>;
  elements: Record<'learner' | 'passMark' | 'location' | 'suspend' | 'exit' | 'time' | 'score', string>;
  interaction: Record<'time' | 'response', string>;
  wrong: string;
  /** Characters of one text. */
  longest: number;
  /** The code that says: someone has initialised already. */
  already: number;
}

const dialects: Record<Version, Dialect> = {
  '1.2': {
    version: '1.2',
    api: 'API',
    calls: {
      initialize: 'LMSInitialize',
      terminate: 'LMSFinish',
      get: 'LMSGetValue',
      set: 'LMSSetValue',
      commit: 'LMSCommit',
      error: 'LMSGetLastError',
      errorText: 'LMSGetErrorString',
    },
    elements: {
      learner: 'cmi.core.student_id',
      passMark: 'cmi.student_data.mastery_score',
      location: 'cmi.core.lesson_location',
      suspend: 'cmi.suspend_data',
      exit: 'cmi.core.exit',
      time: 'cmi.core.session_time',
      score: 'cmi.core.score',
    },
    interaction: { time: 'time', response: 'student_response' },
    wrong: 'wrong',
    longest: 255,
    already: 101,
  },
  '2004': {
    version: '2004',
    api: 'API_1484_11',
    calls: {
      initialize: 'Initialize',
      terminate: 'Terminate',
      get: 'GetValue',
      set: 'SetValue',
      commit: 'Commit',
      error: 'GetLastError',
      errorText: 'GetErrorString',
    },
    elements: {
      learner: 'cmi.learner_id',
      passMark: 'cmi.scaled_passing_score',
      location: 'cmi.location',
      suspend: 'cmi.suspend_data',
      exit: 'cmi.exit',
      time: 'cmi.session_time',
      score: 'cmi.score',
    },
    interaction: { time: 'timestamp', response: 'learner_response' },
    wrong: 'incorrect',
    longest: 250,
    already: 103,
  },
};

export function dialectOf(version: string): Dialect {
  return dialects[version === '1.2' ? '1.2' : '2004'];
}
