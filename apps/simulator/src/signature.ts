/** A scrawl for a name: the same name signs the same way. */
import type { SignatureInput } from '@leitai/contract';
import { SIGNATURE_BOX } from '@leitai/contract/ink';
import { randomFor } from './random.ts';

const STROKES = 4;
const POINTS = 12;

export function signatureOf(name: string): SignatureInput {
  const random = randomFor(0, name);
  const { width, height } = SIGNATURE_BOX;
  const strokes = Array.from({ length: STROKES }, (_, index) => {
    const [left, tall] = [(width / STROKES) * index, height / 2];
    return Array.from({ length: POINTS }, (__, at) => [
      Math.round(left + (width / STROKES / POINTS) * (at + random.next())),
      Math.round(tall + (at % 2 === 0 ? 1 : -1) * random.next() * tall * 0.8),
    ]).flat();
  });
  return { type: 'drawn', strokes };
}
