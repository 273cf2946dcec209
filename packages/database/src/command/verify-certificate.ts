/** npm run -s verify-certificate -- FILE --key PUBLIC.pem: needs no network and no database; exits 1 when the copy is not genuine, 2 when it could not look. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkFile } from '../certificates/check-file.ts';

const HELP = `npm run -s verify-certificate -- 文件.json --key 公钥.pem
  只凭公钥核验证书文件或 Open Badges 文件的签名。是否已撤销,请在验证页查询。
  Checks the signature of a certificate's file or Open Badge with the public key alone. Whether it was revoked is told by the verification page.
`;
const WRONG = {
  unreadable: '不是证书文件 / Not a certificate',
  'other-key': '不是用这把公钥签发的 / Signed with another key',
  signature: '签名不符:内容被改动或并非本单位签发 / The signature does not hold: it was altered, or is not theirs',
} as const;

try {
  const { values: { key, help }, positionals: [file, ...more] } = parseArgs({ allowPositionals: true, options: { key: { type: 'string' }, help: { type: 'boolean' } } });
  if (help) process.stdout.write(HELP);
  else {
    if (file === undefined || key === undefined || more.length > 0) throw new TypeError(HELP);
    const checked = checkFile(readFileSync(file, 'utf8'), readFileSync(key, 'utf8'));
    process.stdout.write(checked.ok ? `✓ 签名有效 / The signature holds\n${checked.says.map((line) => `  ${line.replaceAll('\n\n', '\n  ')}\n`).join('')}` : `✗ ${WRONG[checked.wrong]}\n`);
    process.exitCode = checked.ok ? 0 : 1;
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}
