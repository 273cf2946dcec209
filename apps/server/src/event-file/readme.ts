/** What somebody reads who opens an event file without the product. */
export const README = `擂台 Leitai 活动文件 · event file (leitai-event/1)

一场活动的全部数据：设置、人员、给分、过程记录链、结果、照片与申诉材料。
manifest.json   文件说明：版本、每个成员的 SHA-256、各赛项记录链的末尾哈希
rows/*.jsonl    每个数据表一个文件，每行一条 JSON
files/          照片与申诉材料原件
不含任何口令、登录、配对或成绩查询码。

A whole event: settings, people, marks, the chained record, results, photographs and appeal files.
manifest.json   what it is: version, SHA-256 of every member, the last hash of each contest's chain
rows/*.jsonl    one file per table, one JSON object a line
files/          photographs and appeal files as they came
It holds no password, session, pairing code or result code.

Check: npm run event -- verify FILE
`;
