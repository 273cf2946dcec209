/** When what a step judges was put forward, so that nobody judges unseen what was put forward since. No schemas, so that every page may ask. */
import type { FindingBody } from './findings.ts';
import type { FindingStepName } from './finding-steps.ts';

/** null for a step that judges nothing, or where nothing was put forward. */
export function judgedAt({ rectified, extensions, withdrawal, improvements }: FindingBody, step: FindingStepName): string | null {
  const improvement = improvements.at(-1);
  switch (step) {
    case 'recheck': return rectified?.at ?? null;
    case 'answer-extension': return extensions.at(-1)?.at ?? null;
    case 'answer-withdrawal': return withdrawal?.at ?? null;
    case 'review': return improvement?.at ?? null;
    case 'approve': return improvement?.revision?.at ?? null;
    default: return null;
  }
}
