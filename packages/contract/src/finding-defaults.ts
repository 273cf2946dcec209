/** What a year's findings begin with, until the organiser says otherwise. Our own figures: the seed names no days. Without zod: phones load it. */
import type { FindingSettings } from './findings.ts';

export const FINDING_DEFAULTS: FindingSettings = {
  days: { minor: 7, general: 3, serious: 2, major: 1 },
  escalation: [{ day: 1, to: 'owner', name: '' }, { day: 2, to: 'head', name: '' }],
  observeDays: 30,
};
/** Photographs of one finding. */
export const MOST_FINDING_PHOTOS = 40;
/** Of these a written report is asked for. */
export const REPORTED = ['serious', 'major'] as const;
