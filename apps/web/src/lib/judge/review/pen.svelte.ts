/** The pen on the signing pad: finger, stylus or mouse, in units of the signature's box. */
import type { SignatureInput } from '@leitai/contract';
import { isSigned, MOST_POINTS, MOST_STROKES, SIGNATURE_BOX, type Stroke } from '@leitai/contract/ink';

/** Points nearer than this to the last one say nothing new: some two pixels of the pad. */
const STEP = 6;

type Point = Pick<PointerEvent, 'clientX' | 'clientY'>;
type Frame = Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>;

export class Pen {
  strokes: readonly Stroke[] = $state.raw([]);
  /** The judge signed by name instead. */
  typed = $state(false);
  /** The finger that draws; a palm beside it does not. */
  #pointer: number | null = null;

  readonly empty: boolean = $derived(!this.typed && this.strokes.length === 0);
  /** Null until there is enough ink. */
  readonly signature: SignatureInput | null = $derived.by(() => {
    if (this.typed) return { type: 'typed' };
    return isSigned(this.strokes) ? { type: 'drawn', strokes: this.strokes.map((stroke) => [...stroke]) } : null;
  });

  /** @returns whether the pen was taken up by this pointer. */
  down(pointer: number, at: Point, frame: Frame): boolean {
    if (this.#pointer !== null || this.typed || this.strokes.length >= MOST_STROKES || this.#points() >= MOST_POINTS) return false;
    this.#pointer = pointer;
    this.strokes = [...this.strokes, inBox(at, frame)];
    return true;
  }

  move(pointer: number, points: readonly Point[], frame: Frame): void {
    const stroke = this.strokes.at(-1);
    if (pointer !== this.#pointer || !stroke) return;
    const drawn = [...stroke];
    for (const point of points) {
      const [x, y] = inBox(point, frame);
      const far = Math.hypot(x - drawn.at(-2)!, y - drawn.at(-1)!) >= STEP;
      if (far && this.#points() + (drawn.length - stroke.length) / 2 < MOST_POINTS) drawn.push(x, y);
    }
    if (drawn.length > stroke.length) this.strokes = [...this.strokes.slice(0, -1), drawn];
  }

  up(pointer: number): void {
    if (pointer === this.#pointer) this.#pointer = null;
  }

  /** Signs by name, for who cannot draw. */
  byName(): void {
    [this.typed, this.strokes] = [true, []];
  }

  clear(): void {
    [this.typed, this.strokes, this.#pointer] = [false, [], null];
  }

  #points(): number {
    return this.strokes.reduce((points, stroke) => points + stroke.length / 2, 0);
  }
}

/** What is drawn over the edge stays on it. */
function inBox({ clientX, clientY }: Point, { left, top, width, height }: Frame): [number, number] {
  const within = (share: number, size: number): number => Math.round(Math.min(1, Math.max(0, share)) * size);
  return [within((clientX - left) / width, SIGNATURE_BOX.width), within((clientY - top) / height, SIGNATURE_BOX.height)];
}
