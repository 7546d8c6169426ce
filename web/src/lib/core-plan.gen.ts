// Planning in core-plan.wasm: delays, routes, distances and suggested categories, written by
// script/generate.

export const DRIVER_RULES = ['none', 'eu', 'us', ] as const;
export const DELAY_MODES = ['start', 'end', ] as const;
export const BREAK_KINDS = ['hard_passed', 'overlap', 'labour', 'rest', 'driving', 'duty', 'late_arrival', ] as const;
export const CHOICE_KINDS = ['shorten', 'move', 'agree', ] as const;
export const GUEST_VERDICTS = ['admit', 'unapproved', 'elsewhere', 'ungiven', 'full', ] as const;

/** Every member is 8 bytes at `at`; a list has its count at `at` and its items at
 * `items`. */
export const DELAY_RECORDS = {
  item: {
    bytes: 40,
    fields: {
      starts: { at: 0 },
      ends: { at: 8 },
      after: { at: 16 },
      is_hard: { at: 24 },
      shortest: { at: 32 },
    },
  },
  call: {
    bytes: 48,
    fields: {
      starts: { at: 0 },
      ends: { at: 8 },
      minimum: { at: 16 },
      until: { at: 24 },
      rest: { at: 32 },
      next: { at: 40 },
    },
  },
  drive: {
    bytes: 32,
    fields: {
      item: { at: 0 },
      driving: { at: 8 },
      arrive_by: { at: 16 },
      rule: { at: 24 },
    },
  },
  leg: {
    bytes: 24,
    fields: {
      drive: { at: 0 },
      leaves: { at: 8 },
      arrives: { at: 16 },
    },
  },
  day: {
    bytes: 6712,
    fields: {
      late: { at: 0 },
      delay: { at: 8 },
      mode: { at: 16 },
      items: { at: 24, of: 'item', items: 32, most: 96 },
      calls: { at: 3872, of: 'call', items: 3880, most: 16 },
      drives: { at: 4648, of: 'drive', items: 4656, most: 16 },
      legs: { at: 5168, of: 'leg', items: 5176, most: 64 },
    },
  },
  move: {
    bytes: 24,
    fields: {
      starts: { at: 0 },
      ends: { at: 8 },
      is_moved: { at: 16 },
    },
  },
  break: {
    bytes: 32,
    fields: {
      kind: { at: 0 },
      item: { at: 8 },
      limit: { at: 16 },
      amount: { at: 24 },
    },
  },
  choice: {
    bytes: 32,
    fields: {
      breach: { at: 0 },
      kind: { at: 8 },
      item: { at: 16 },
      amount: { at: 24 },
    },
  },
  result: {
    bytes: 8472,
    fields: {
      moves: { at: 0, of: 'move', items: 8, most: 96 },
      breaks: { at: 2312, of: 'break', items: 2320, most: 64 },
      choices: { at: 4368, of: 'choice', items: 4376, most: 128 },
    },
  },
} as const;

export const ROUTE_RECORDS = {
  stop: {
    bytes: 32,
    fields: {
      latitude: { at: 0 },
      longitude: { at: 8 },
      days: { at: 16 },
      day: { at: 24 },
    },
  },
  plan: {
    bytes: 1576,
    fields: {
      day_count: { at: 0 },
      closed: { at: 8 },
      run_max: { at: 16 },
      drive_seconds: { at: 24 },
      stops: { at: 32, of: 'stop', items: 40, most: 48 },
    },
  },
  score: {
    bytes: 40,
    fields: {
      metres: { at: 0 },
      seconds: { at: 8 },
      late: { at: 16 },
      tired: { at: 24 },
      unplaced: { at: 32 },
    },
  },
  placed: {
    bytes: 8,
    fields: {
      day: { at: 0 },
    },
  },
  answer: {
    bytes: 480,
    fields: {
      scores: { at: 0, of: 'score', items: 8, most: 2 },
      stops: { at: 88, of: 'placed', items: 96, most: 48 },
    },
  },
} as const;

export const ROUTE_WORK_BYTES = 38128;
export const ROUTE_DAYS_MAX = 62;

export const RADIUS_RECORDS = {
  clause: {
    bytes: 48,
    fields: {
      latitude: { at: 0 },
      longitude: { at: 8 },
      day: { at: 16 },
      metres: { at: 24 },
      days_before: { at: 32 },
      days_after: { at: 40 },
    },
  },
  show: {
    bytes: 24,
    fields: {
      latitude: { at: 0 },
      longitude: { at: 8 },
      day: { at: 16 },
    },
  },
  finding: {
    bytes: 24,
    fields: {
      metres: { at: 0 },
      days: { at: 8 },
      is_broken: { at: 16 },
    },
  },
} as const;

export const GEO_DRIVE_BYTES = 16;
/** Unsigned and signed 32-bit members of a suggested category. */
export const CLASSIFY_ANSWER = { bytes: 36, category: 0, confidence: 4, reason_count: 8, reasons: 12 } as const;
export const GUEST_AT_DOOR = { bytes: 24, party: 0, held: 4, inside: 8, held_others: 12, inside_others: 16, is_approved: 20 } as const;
export const CLASSIFY_CATEGORIES_MAX = 32;
