/** What a tablet has to load before a judge can mark stays small: old tablets, a crowded hall's wireless network. */
import { expect, test } from '@playwright/test';
import { routeSizes } from '../support/route-sizes.ts';

/** Bytes of JavaScript, gzip. */
const MOST = 150_000;

for (const route of ['/judge', '/judge/[sheetId]/review', '/inspect', '/inspect/[visit]', '/inspect/[visit]/finding/[criterionId]', '/inspect/[visit]/record']) {
  test(`${route} ships at most ${MOST} bytes of JavaScript`, async () => {
    expect((await routeSizes()).get(route)).toBeLessThanOrEqual(MOST);
  });
}
