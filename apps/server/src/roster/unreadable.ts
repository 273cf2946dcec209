/** Why a file cannot be read as a roster, named for people; it crosses from the reader by its reason alone. */
export type Reason = 'not-a-workbook' | 'too-big-inside' | 'encrypted' | 'old-excel' | 'bad-text' | 'empty' | 'too-slow' | 'stopped' | 'too-many-rows';

export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}
