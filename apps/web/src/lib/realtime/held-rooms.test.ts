// A room that two parts of a page hold is left once, with the second of them.

import { expect, it } from 'vitest';
import { HeldRooms } from './held-rooms.ts';

const [eventId, other] = ['0b7a7c1e-0000-4000-8000-000000000001', '0b7a7c1e-0000-4000-8000-000000000002'];

it('says that a room is left when its last holder lets go, and only once', () => {
  const rooms = new HeldRooms();
  const [band, board] = [rooms.hold('hall:join', { eventId }, () => {}), rooms.hold('hall:join', { eventId }, () => {})];
  const elsewhere = rooms.hold('hall:join', { eventId: other }, () => {});
  expect(band.release()).toBeNull();
  expect([band.holds(), board.holds()]).toEqual([false, true]);
  expect(board.release()).toEqual({ room: 'hall', id: eventId });
  expect(board.release()).toBeNull();
  expect(elsewhere.release()).toEqual({ room: 'hall', id: other });
});

it('says nothing of rooms that end with the connection', () => {
  expect(new HeldRooms().hold('desk:join', {}, () => {}).release()).toBeNull();
});

it('asks every holder again', () => {
  const rooms = new HeldRooms();
  const asked: string[] = [];
  rooms.hold('hall:join', { eventId }, () => asked.push('band'));
  const gone = rooms.hold('overview:join', { eventId }, () => asked.push('gone'));
  rooms.hold('overview:join', { eventId }, () => asked.push('board'));
  gone.release();
  rooms.askAll();
  expect(asked).toEqual(['band', 'board']);
});
