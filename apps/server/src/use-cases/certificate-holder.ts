/** Somebody who was shown a certificate types the name of who showed it. */
import { Refused } from '@leitai/database';
import { sameName } from '../access/same-name.ts';
import type { Context } from '../context.ts';
import { holderOf } from '../queries/certificate-check.ts';

/** @throws Refused 'certificate.not-found', 'certificate.name-differs'. */
export async function confirmHolder({ db }: Context, number: string, name: string): Promise<void> {
  if (!sameName(await holderOf(db, number), name)) throw new Refused('certificate.name-differs');
}
