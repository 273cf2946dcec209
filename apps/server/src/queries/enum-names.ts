/** Prisma's names of enum values cannot hold a dash; those of the wire and of the database do. */
import type { EntrantState, EventKind, InspectionFrequency } from '@leitai/contract';
import type { EntrantModel, EventModel, InspectionPlanModel } from '@leitai/database';

export const entrantState = (stored: EntrantModel['state']): EntrantState => (stored === 'onStage' ? 'on-stage' : stored);
export const eventKind = (stored: EventModel['kind']): EventKind => (stored === 'practicalCheck' ? 'practical-check' : stored);
export const storedKind = (kind: EventKind): EventModel['kind'] => (kind === 'practical-check' ? 'practicalCheck' : kind);
export const planFrequency = (stored: InspectionPlanModel['frequency']): InspectionFrequency => (stored === 'halfYear' ? 'half-year' : stored);
export const storedFrequency = (frequency: InspectionFrequency): InspectionPlanModel['frequency'] => (frequency === 'half-year' ? 'halfYear' : frequency);
