// The organiser's account of a run, and devices that are signed in or paired without walking through the screens again.

import { randomBytes } from 'node:crypto';
import type { BrowserContext, Page } from '@playwright/test';
import { makeOrganiser, PASSWORD, signInOrganiser } from '../../support/factory.ts';
import { Visitor } from '../../support/visitor.ts';

export const ORGANISER = { name: '组委会', password: PASSWORD };

export function baseUrl(): string {
  return required('LEITAI_BASE_URL');
}

/** Of the one-time link. */
export function setupUrl(): string {
  return required('LEITAI_SETUP_URL');
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: the product was not started for the tests.`);
  return value;
}

/** A name nobody has yet: what is tried again would find its own taken, and whoever bears it at work in the event of the first attempt. */
export const ownName = (name: string): string => `${name}${randomBytes(3).toString('hex')}`;

/** The organiser of this run; the account is made with the one-time link where no test has done it yet. */
export function organiser(): Promise<Visitor> {
  return signInOrganiser(baseUrl()).catch(() => makeOrganiser(baseUrl(), setupUrl()));
}

/** Whether the one-time link has been used. */
export const isSetUp = (): Promise<boolean> => signInOrganiser(baseUrl()).then(() => true, () => false);

/** Whoever the page is signed in as, for what is done over the protocol. */
export async function visitorOf(page: Page): Promise<Visitor> {
  const cookies = await page.context().cookies();
  return new Visitor(baseUrl(), { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') });
}

/** Hands a visitor's session to a browser. */
export async function signInAs(context: BrowserContext, { base, cookie }: Visitor): Promise<void> {
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: base }]);
}
