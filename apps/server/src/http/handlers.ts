/** What answers each route of the contract. A missing one does not compile. */
import { chiefDeskHandlers } from './chief-desk-handlers.ts';
import { apiHandlers } from './api-handlers.ts';
import { appealHandlers } from './appeal-handlers.ts';
import { correctionHandlers } from './correction-handlers.ts';
import { ceremonyHandlers } from './ceremony-handlers.ts';
import { certificateHandlers } from './certificate-handlers.ts';
import { demonstrationHandlers } from './demonstration-handlers.ts';
import { indicatorHandlers } from './indicator-handlers.ts';
import { displayHandlers } from './display-handlers.ts';
import { drawHandlers } from './draw-handlers.ts';
import { eventFileHandlers } from './event-file-handlers.ts';
import { eventHandlers } from './event-handlers.ts';
import { exampleHandlers } from './example-handlers.ts';
import { evidenceHandlers } from './evidence-handlers.ts';
import { findingHandlers } from './finding-handlers.ts';
import { evaluationHandlers } from './evaluation-handlers.ts';
import { inspectionHandlers } from './inspection-handlers.ts';
import { paperEntryHandlers } from './paper-entry-handlers.ts';
import { paperHandlers } from './paper-handlers.ts';
import { peopleHandlers } from './people-handlers.ts';
import { loopHandlers } from './loop-handlers.ts';
import { qualificationHandlers } from './qualification-handlers.ts';
import { publicHandlers } from './public-handlers.ts';
import { registerHandlers } from './register-handlers.ts';
import type { Handlers } from './register.ts';
import { schemeHandlers } from './scheme-handlers.ts';
import { scheduleHandlers } from './schedule-handlers.ts';
import { rulesHandlers } from './rules-handlers.ts';
import { sessionHandlers } from './session-handlers.ts';
import { sheetHandlers } from './sheet-handlers.ts';
import { signOffHandlers } from './sign-off-handlers.ts';
import { surveyHandlers } from './survey-handlers.ts';

export const handlers: Handlers = {
  ...sessionHandlers,
  ...eventHandlers,
  ...peopleHandlers,
  ...registerHandlers,
  ...surveyHandlers,
  ...eventFileHandlers,
  ...exampleHandlers,
  ...signOffHandlers,
  ...apiHandlers,
  ...paperHandlers,
  ...chiefDeskHandlers,
  ...appealHandlers,
  ...demonstrationHandlers,
  ...indicatorHandlers,
  ...correctionHandlers,
  ...rulesHandlers,
  ...evidenceHandlers,
  ...findingHandlers,
  ...inspectionHandlers,
  ...evaluationHandlers,
  ...sheetHandlers,
  ...paperEntryHandlers,
  ...drawHandlers,
  ...schemeHandlers,
  ...publicHandlers,
  ...displayHandlers,
  ...scheduleHandlers,
  ...ceremonyHandlers,
  ...certificateHandlers,
  ...loopHandlers,
  ...qualificationHandlers,
};
