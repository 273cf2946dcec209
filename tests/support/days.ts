/** Today as the product counts days, whatever zone and hour the machine of the tests has. */
import { dayOf } from '@leitai/contract/house-day';

/** "2026-11-22". */
export const houseDay = (): string => dayOf(new Date());
