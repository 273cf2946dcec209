/** Which controls need the whole width of the row. */
import type { Criterion } from '@leitai/scoring';

export function isWide({ scale }: Criterion): boolean {
  switch (scale.type) {
    case 'levels':
    case 'checklist':
      return true;
    case 'count':
      return scale.kinds.length > 1;
    case 'measure':
      return (scale.readings ?? 1) > 1 || (scale.faults?.length ?? 0) > 0;
    case 'time':
    case 'rank-points':
      return (scale.faults?.length ?? 0) > 0;
    case 'pass-fail':
    case 'points':
    case 'derived':
      return false;
  }
}
