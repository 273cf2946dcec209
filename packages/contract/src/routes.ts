/** Every HTTP route, once, keyed "METHOD path": who may call it, what goes in, what comes out. */
import type { z } from 'zod';
import { chiefDeskRoutes } from './chief-desk-routes.ts';
import { apiRoutes } from './api-routes.ts';
import { appealRoutes } from './appeal-routes.ts';
import { correctionRoutes } from './correction-routes.ts';
import { ceremonyRoutes } from './ceremony-routes.ts';
import { certificateRoutes } from './certificate-routes.ts';
import { demonstrationRoutes } from './demonstration-routes.ts';
import { indicatorRoutes } from './indicator-routes.ts';
import { displayRoutes } from './display-routes.ts';
import { drawRoutes } from './draw-routes.ts';
import { eventFileRoutes } from './event-file-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { exampleRoutes } from './example-routes.ts';
import { evidenceRoutes } from './evidence-routes.ts';
import { loopRoutes } from './loop-routes.ts';
import { qualificationRoutes } from './qualification-routes.ts';
import { findingRoutes } from './finding-routes.ts';
import { evaluationRoutes } from './evaluation-routes.ts';
import { inspectionRoutes } from './inspection-routes.ts';
import { paperEntryRoutes } from './paper-entry-routes.ts';
import { paperRoutes } from './paper-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { publicRoutes } from './public-routes.ts';
import { registerRoutes } from './register-routes.ts';
import { schemeRoutes } from './scheme-routes.ts';
import { scheduleRoutes } from './schedule-routes.ts';
import { rulesRoutes } from './rules-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { sheetRoutes } from './sheet-routes.ts';
import { signOffRoutes } from './sign-off-routes.ts';
import { surveyRoutes } from './survey-routes.ts';

export const routes = {
  ...sessionRoutes,
  ...eventRoutes,
  ...peopleRoutes,
  ...registerRoutes,
  ...surveyRoutes,
  ...eventFileRoutes,
  ...exampleRoutes,
  ...signOffRoutes,
  ...apiRoutes,
  ...paperRoutes,
  ...chiefDeskRoutes,
  ...appealRoutes,
  ...demonstrationRoutes,
  ...indicatorRoutes,
  ...correctionRoutes,
  ...rulesRoutes,
  ...evidenceRoutes,
  ...findingRoutes,
  ...inspectionRoutes,
  ...evaluationRoutes,
  ...sheetRoutes,
  ...paperEntryRoutes,
  ...drawRoutes,
  ...schemeRoutes,
  ...publicRoutes,
  ...displayRoutes,
  ...scheduleRoutes,
  ...ceremonyRoutes,
  ...certificateRoutes,
  ...loopRoutes,
  ...qualificationRoutes,
} as const;

export type RouteKey = keyof typeof routes;
type ParamNames<Path> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}` ? Name : never;
/** The ids in a route's address. */
export type RouteParams<K extends RouteKey> = { readonly [N in ParamNames<K>]: string };
export type RouteInput<K extends RouteKey> = z.input<(typeof routes)[K]['input']>;
export type RouteOutput<K extends RouteKey> = z.infer<(typeof routes)[K]['output']>;
