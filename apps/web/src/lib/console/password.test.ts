/** The word beside a new password. */
import { describe, expect, it } from 'vitest';
import { missingCharacters, strengthOf } from './password.ts';

describe('strengthOf', () => {
  it.each([
    ['short1!', 'short'],
    ['aaaaaaaaaaaa', 'weak'],
    ['abcdefghijkl', 'weak'],
    ['xufang2026!!', 'weak'],
    ['garden8lamps', 'fair'],
    ['Garden8-lamps', 'strong'],
    ['the lamps in the garden', 'strong'],
    ['竞赛大厅门口有三棵树二〇二六', 'fair'],
  ])('calls %s %s', (password, strength) => {
    expect(strengthOf(password, 'XuFang')).toBe(strength);
  });

  it('counts characters as people do', () => {
    expect([missingCharacters('三棵树'), missingCharacters('👍'.repeat(10))]).toEqual([7, 0]);
  });
});
