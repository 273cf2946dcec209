/** How many digits a score is shown with: those the rules round the total to, else two. */
import type { Rules } from '@leitai/scoring';

export const scoreDigits = (rules: Rules): number => rules.rounding.total?.digits ?? rules.rounding.panel?.digits ?? 2;
