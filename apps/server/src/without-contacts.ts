/** Takes out of what people write freely whatever tells at once who wrote it or of whom: telephone and identity numbers, addresses of mail. Names it cannot know. */

const GONE = '〔…〕';
/** Digits in any width, with the spaces, dashes and brackets people put between them. An identity number may end in X. */
const NUMBER = /[+＋]?[\d０-９](?:[\s\-－()（）·.]{0,2}[\d０-９]){6,}[xXＸ]?/gu;
const MAIL = /[\p{L}\d._%+-]+[@＠][\p{L}\d-]+(?:[.．][\p{L}\d-]+)+/gu;

/** Seven digits or more are a number somebody can be reached or known by. */
export const withoutContacts = (text: string): string => text.replaceAll(MAIL, GONE).replaceAll(NUMBER, GONE);
