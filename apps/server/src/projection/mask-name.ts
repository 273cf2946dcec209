/** What is left of a name that the public may recognise and not read: 林*琴, 欧阳*, Z. W. */

/** Surnames of two characters in use; everybody else's is the first character. */
const COMPOUND = new Set(['欧阳', '上官', '司马', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '长孙', '宇文', '司徒', '司空', '夏侯', '轩辕', '端木', '百里', '东郭', '南宫', '西门', '独孤', '呼延', '闻人', '公羊', '赫连', '澹台', '淳于', '单于', '申屠', '太史', '钟离', '濮阳', '公冶', '宗政']);

/** The first character after the surname is hidden; of names in parts (·) all but each part's first; of other scripts initials stay. */
export function maskName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') return '*';
  if (!/\p{Script=Han}/u.test(trimmed)) return trimmed.split(/\s+/).map((word) => `${[...word][0]!.toUpperCase()}.`).join(' ');
  const parts = trimmed.split(/[·•‧]/);
  return parts.length > 1 ? parts.map((part) => `${[...part][0] ?? ''}*`).join('·') : maskHan([...trimmed]);
}

function maskHan(characters: readonly string[]): string {
  if (characters.length === 1) return '*';
  const surname = characters.length > 2 && COMPOUND.has(characters.slice(0, 2).join('')) ? 2 : 1;
  return `${characters.slice(0, surname).join('')}*${characters.slice(surname + 1).join('')}`;
}
