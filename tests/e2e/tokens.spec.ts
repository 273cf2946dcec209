// A token is made in the console, shown once, used by a programme, and revoked; the page that describes the API is audited like any other.

import { expect } from '@playwright/test';
import { organiser, ownName, signInAs } from './support/account.ts';
import { audit } from './support/audit.ts';
import { pressEnter, test } from './support/devices.ts';

test('a token is shown once, lets a programme in, and not any more once it is revoked', async ({ open }) => {
  const host = await organiser();
  const name = ownName('门户网站');
  const laptop = await open('laptop');
  await signInAs(laptop.context(), host);
  await laptop.goto('/console/api');
  await laptop.getByLabel('名称').first().fill(name);
  await pressEnter(laptop.getByRole('button', { name: '生成令牌' }));
  const secret = await laptop.locator('code', { hasText: /^leitai_[\w-]{43}$/ }).innerText();
  const ask = (): Promise<number> => fetch(`${host.base}/api/events`, { headers: { authorization: `Bearer ${secret}` } }).then(({ status }) => status);
  expect(await ask()).toBe(200);

  await laptop.reload();
  const row = laptop.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('有效');
  expect(await laptop.content()).not.toContain(secret);
  await pressEnter(row.getByRole('button', { name: '吊销' }));
  await pressEnter(row.getByRole('button', { name: '确认吊销' }));
  await expect(row).toContainText('已吊销');
  await expect.poll(ask).toBe(401);
});

for (const address of ['/api', '/api?lang=en']) {
  test(`what describes the API can be read: ${address}`, async ({ open }) => {
    const laptop = await open('laptop', { locale: address.includes('en') ? 'en-GB' : 'zh-CN' });
    await laptop.goto(address);
    await expect(laptop.getByRole('heading', { level: 1 })).toBeVisible();
    await audit(laptop, { text: 14, target: 0 });
  });
}
