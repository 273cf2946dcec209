// Ports that are free, taken or forbidden.

import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { answers, checkPort, freePort, portProblem } from './port.ts';

test('a taken port is a message that names the variable and a way out, in both languages', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await expect(checkPort(port, '127.0.0.1')).rejects.toThrow(new RegExp(`端口 ${port} 已被占用.*PORT=${port + 1} npm start\nPort ${port} is taken`));
  expect(await answers(port)).toBe(true);
  server.close();
  await once(server, 'close');
  expect(await answers(port)).toBe(false);
  await checkPort(port, '127.0.0.1');
});

test('a free port is one that can be listened on', async () => {
  const port = await freePort();
  await checkPort(port, '127.0.0.1');
});

test('an address of another machine points to HOST', async () => {
  await expect(checkPort(0, '192.0.2.1')).rejects.toThrow(/192\.0\.2\.1.*HOST/);
});

test.each(['EACCES', 'EWHATEVER'])('%s says what to check', (code) => {
  expect(portProblem(code, 80, '0.0.0.0').message).toMatch(/80[^]*PORT[^]*80[^]*PORT/);
});
