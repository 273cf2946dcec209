/** Points for the screen: one decimal as on paper score sheets, two where the scheme is finer. */
import { formatFixed, type Exact } from '@leitai/scoring';

export function pointsText(points: Exact): string {
  const digits = points.includes('/') || (points.split('.')[1]?.length ?? 0) > 1 ? 2 : 1;
  return formatFixed(points, digits);
}

/** A maximum as people say it: "10", "2.5". */
export const maxText = (points: Exact): string => (points.includes('/') ? formatFixed(points, 2) : points);
