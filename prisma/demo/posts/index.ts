/** The sixteen posts in the order of the programme. */
import type { Scheme } from '@leitai/scoring';
import avSupport from './av-support.ts';
import canteenCook from './canteen-cook.ts';
import canteenService from './canteen-service.ts';
import cleanIndoor from './clean-indoor.ts';
import cleanOutdoor from './clean-outdoor.ts';
import confEtiquette from './conf-etiquette.ts';
import confSetup from './conf-setup.ts';
import electrician from './electrician.ts';
import fireControl from './fire-control.ts';
import fireResponse from './fire-response.ts';
import greenIndoor from './green-indoor.ts';
import greenOutdoor from './green-outdoor.ts';
import hvac from './hvac.ts';
import plumbing from './plumbing.ts';
import secGate from './sec-gate.ts';
import secPatrol from './sec-patrol.ts';

export const POSTS: readonly Scheme[] = [
  cleanIndoor, cleanOutdoor, greenOutdoor, greenIndoor, confSetup, confEtiquette, avSupport, secGate,
  secPatrol, fireResponse, fireControl, electrician, hvac, plumbing, canteenCook, canteenService,
];
