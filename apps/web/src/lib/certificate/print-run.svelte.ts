/** Lays out many certificates a few at a time, so that the page answers meanwhile and says how far it is. */

/** Laid out between two frames. */
const AT_ONCE = 8;

export class PrintRun {
  laid = $state(0);

  /** Until the returned function is called. */
  start(count: number): () => void {
    let frame = 0;
    const next = (): void => {
      this.laid = Math.min(count, this.laid + AT_ONCE);
      if (this.laid < count) frame = requestAnimationFrame(next);
    };
    this.laid = 0;
    frame = requestAnimationFrame(next);
    return () => cancelAnimationFrame(frame);
  }
}
