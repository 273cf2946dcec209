/** The words of a certificate (证书) and what may be filled into them, for the page and the server alike. Without zod: phones load it. */
import type { Text } from './basics.ts';

export const PLACEHOLDERS = ['name', 'event', 'post', 'award', 'rank', 'grade', 'until'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
/** What a placeholder stands for on one certificate: the name as it is, the rest in both languages. */
export type Filling = { readonly [P in Placeholder]: Text };

const MARKER = /\{(\w+)\}/g;

/** Markers that stand for nothing, as "{nmae}". */
export const unknownMarkers = (text: string): string[] => [...text.matchAll(MARKER)].map(([, name]) => name!).filter((name) => !(PLACEHOLDERS as readonly string[]).includes(name));

/** An unknown marker stays as it is. What is filled in is not looked at again. */
export const fill = ({ zh, en }: Text, filling: Filling): Text => {
  const into = (text: string, locale: 'zh' | 'en'): string => text.replace(MARKER, (marker, name: string) => (Object.hasOwn(filling, name) ? filling[name as Placeholder][locale] : marker));
  return { zh: into(zh, 'zh'), en: into(en, 'en') };
};

export type CertificateWords = { readonly title: Text; readonly body: Text };
/** What stands there until the organiser writes something else. */
export const DEFAULT_WORDS: { readonly award: CertificateWords; readonly participation: CertificateWords; readonly qualification: CertificateWords } = {
  award: {
    title: { zh: '荣誉证书', en: 'Certificate of Honour' },
    body: { zh: '{name}同志在{event}{post}岗位中获{award}，特发此证。', en: 'This is to certify that {name} was awarded {award} in {post} at {event}.' },
  },
  participation: {
    title: { zh: '参赛证书', en: 'Certificate of Participation' },
    body: { zh: '{name}同志参加{event}{post}岗位比赛，特发此证。', en: 'This is to certify that {name} took part in {post} at {event}.' },
  },
  qualification: {
    title: { zh: '岗位资格证书', en: 'Certificate of Post Qualification' },
    body: { zh: '{name}同志参加{event}，{post}岗位实操考核成绩{grade}，准予持证上岗，有效期至{until}。', en: 'This is to certify that {name} passed the practical check for {post} at {event} with the grade {grade}, and is qualified for the post until {until}.' },
  },
};
