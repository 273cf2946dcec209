/** Photographs in IndexedDB until the server has them. */
import { deviceDatabase } from '../device-database.ts';
import type { PhotoStore } from './photo-line.ts';

export const photoStore: PhotoStore = {
  async load(judgeId) {
    return (await deviceDatabase()).getAllFromIndex('photo', 'judge', judgeId);
  },
  async save(photo) {
    const write = (await deviceDatabase()).transaction('photo', 'readwrite', { durability: 'strict' });
    await Promise.all([write.store.put(photo), write.done]);
  },
  async remove(id) {
    await (await deviceDatabase()).delete('photo', id);
  },
};
