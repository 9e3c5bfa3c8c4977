import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captions } from '../../assets/page/narrator.js';
import { learn } from '../../assets/page/words.js';

learn({ en: { bell: 'The bell', finish: '{code} finish', long: 'x'.repeat(60) } });
globalThis.document = { documentElement: { lang: 'en' } };
const story = [[10, 'bell', {}], [11, 'finish', { code: 'NOR' }], [20, 'long', {}]];

test('captions come in step and stay to be read', () => {
  assert.deepEqual(captions(story, 9.99, 1), []);
  assert.deepEqual(captions(story, 10, 1), ['The bell']);
  assert.deepEqual(captions(story, 11, 1), ['The bell', 'NOR finish']);
  assert.deepEqual(captions(story, 12.5, 1), ['NOR finish']);
  assert.deepEqual(captions(story, 13, 1), []);
  // Sixty letters take four seconds, which are sixteen of the race at fourfold speed.
  assert.deepEqual(captions(story, 23.9, 1), ['x'.repeat(60)]);
  assert.deepEqual(captions(story, 35.9, 4), ['x'.repeat(60)]);
  assert.deepEqual(captions(story, 36.1, 4), []);
});
