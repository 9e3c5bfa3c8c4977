import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Race } from '../../assets/page/race.js';

test('a team has fallen from its own fall on', () => {
  const race = { data: { events: [[30, 'swap', 0, '', {}], [40.5, 'fall', 1, '', {}]] } };
  const found = [[1, 40.4], [1, 40.5], [1, 99], [0, 99]].map((asked) => Race.prototype.fell.call(race, ...asked));
  assert.deepEqual(found, [false, true, true, false]);
});
