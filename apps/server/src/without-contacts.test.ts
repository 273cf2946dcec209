// What tells who wrote a comment goes; what a comment is about stays.

import { expect, test } from 'vitest';
import { withoutContacts } from './without-contacts.ts';

test.each([
  ['请联系我 13800138000', '请联系我 〔…〕'], ['电话：0519-8888 6666，谢谢', '电话：〔…〕，谢谢'], ['+86 138-0013-8000', '〔…〕'], ['１３８００１３８０００', '〔…〕'],
  ['身份证 32040419900101123X', '身份证 〔…〕'], ['写信到 li.ming@example.com.cn。', '写信到 〔…〕。'],
  ['3号楼 2026年5月20日 14:05 等了 30 分钟', '3号楼 2026年5月20日 14:05 等了 30 分钟'], ['室温 26.5 度，走廊 18 度', '室温 26.5 度，走廊 18 度'], ['', ''],
])('%s', (text, left) => expect(withoutContacts(text)).toBe(left));
