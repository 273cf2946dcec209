import { expect, it } from 'vitest';
import { maskName } from './mask-name.ts';

it.each([
  ['林晓琴', '林*琴'], ['周敏', '周*'], ['欧阳修', '欧阳*'], ['欧阳娜娜', '欧阳*娜'], ['欧阳', '欧*'], ['林', '*'], ['', '*'], ['  ', '*'],
  ['王李晓燕', '王*晓燕'], ['𠮷田子', '𠮷*子'], ['买买提·艾力', '买*·艾*'], ['Zhang Wei', 'Z. W.'], ['madonna', 'M.'], [' 周敏 ', '周*'],
])('%s is shown as %s', (name, shown) => expect(maskName(name)).toBe(shown));
