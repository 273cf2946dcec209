/** Names for people in a practice copy. Nobody in it is real. */
const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜'];
const FIRST = [...'安柏辰承初芳枫谷禾和嘉简锦景君可乐黎林明宁青清秋然若山诗书舒思'];
const LAST = [...'白川帆峰歌海华佳凯兰岚磊灵梅墨楠鹏琪泉蕊桐薇文曦霞晓欣雪妍宇远云舟'];
/** A prime above every list's length: going in such steps meets each combination once, and neighbours look unlike. */
const STEP = 7_919;

/** @param index from 0. The names of all people of an event differ: there are some 30,000. */
export function inventedName(index: number): string {
  const place = (index * STEP) % (SURNAMES.length * FIRST.length * LAST.length);
  const [surname, first] = [place % SURNAMES.length, Math.floor(place / SURNAMES.length) % FIRST.length];
  return SURNAMES[surname]! + FIRST[first]! + LAST[Math.floor(place / (SURNAMES.length * FIRST.length))]!;
}
