import { expect, it } from 'vitest';
import { sharedReads } from './shared-reads.ts';

/** Reads that end when told, in the order they began. */
function reads() {
  const begun: { key: string; end: PromiseWithResolvers<string> }[] = [];
  const ask = sharedReads((key) => {
    const end = Promise.withResolvers<string>();
    begun.push({ key, end });
    return end.promise;
  });
  return { begun, ask };
}

it('gives whoever asks during a read the next one, once for all of them', async () => {
  const { begun, ask } = reads();
  const first = ask('a');
  const later = [ask('a'), ask('a'), ask('a')];
  expect(begun).toHaveLength(1);
  begun[0]!.end.resolve('old');
  expect(await first).toBe('old');
  await expect.poll(() => begun.length).toBe(2);
  begun[1]!.end.resolve('new');
  expect(await Promise.all(later)).toEqual(['new', 'new', 'new']);
  expect(begun).toHaveLength(2);
});

it('keeps keys apart', () => {
  const { begun, ask } = reads();
  void ask('a');
  void ask('b');
  expect(begun.map(({ key }) => key)).toEqual(['a', 'b']);
});

it('tells a failure to those who shared the read, and reads again for the next', async () => {
  const { begun, ask } = reads();
  const [first, second] = [ask('a'), ask('a')];
  begun[0]!.end.reject(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await expect.poll(() => begun.length).toBe(2);
  begun[1]!.end.resolve('there');
  expect(await second).toBe('there');
});
