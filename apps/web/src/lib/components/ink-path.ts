/** Draws the lines of a signature as curves through the middles between their points. */
import type { Stroke } from '@leitai/contract/ink';

/** An SVG path. A lone point becomes a dot. */
export function inkPath(stroke: Stroke): string {
  const [x = 0, y = 0] = stroke;
  let path = `M${x} ${y}`;
  if (stroke.length === 2) return `${path}h0.1`;
  for (let at = 2; at + 3 < stroke.length; at += 2) {
    const [controlX, controlY] = [stroke[at]!, stroke[at + 1]!];
    path += `Q${controlX} ${controlY} ${(controlX + stroke[at + 2]!) / 2} ${(controlY + stroke[at + 3]!) / 2}`;
  }
  return `${path}L${stroke.at(-2)} ${stroke.at(-1)}`;
}
