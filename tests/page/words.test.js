import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { choose, day, languages, learn, say, unlike } from '../../assets/page/words.js';

const read = (language) => JSON.parse(readFileSync(new URL(`../../assets/page/words/${language}.json`, import.meta.url), 'utf8'));
learn(Object.fromEntries(['en', 'nl', 'nb', 'de', 'it'].map((each) => [each, read(each)])));

test('half-laps, doubts and records have words of their own in every language', () => {
  assert.equal(say('gapAfter', { halves: 1 }, 'en'), 'gap after ½ lap');
  assert.equal(say('gapAfter', { halves: 2 }, 'nl'), 'verschil na 1 ronde');
  assert.equal(say('gapAfter', { halves: 11 }, 'de'), 'Abstand nach 5½ Runden');
  assert.equal(say('swap', { code: 'ITA', halves: 8, doubt: 'says the model' }, 'it'), 'ITA passa in vantaggio dopo 4 giri, dice il modello');
  assert.equal(say('recordTime', { code: 'NOR', time: '3:32.10', records: ['WR', '=OR', 'XR'] }, 'nb'),
    'NOR i mål på 3:32.10: verdensrekord, olympisk rekord tangert, XR-rekord');
});

test('a name is put in as it is, whatever it looks like', () => {
  for (const name of ['{old}', '$&', '$1', '<b>', '{halves}']) {
    assert.equal(say('exchange', { code: 'A', old: name, new: 'B', doubt: '' }, 'en'), `A: ${name} swings out, B leads`);
  }
});

test('the language asked for is spoken, else one that the reader prefers, else English', () => {
  assert.equal(choose('nl', ['de']), 'nl');
  assert.equal(choose('xx', ['fr-FR', 'de-AT', 'it']), 'de');
  assert.equal(choose(undefined, ['no', 'en']), 'nb');
  assert.equal(choose(undefined, ['nn-NO']), 'nb');
  assert.equal(choose('constructor', ['__proto__']), 'en');
  assert.deepEqual(languages().slice(0, 2), [['en', 'English'], ['nl', 'Nederlands']]);
  assert.equal(say('lap', { lap: 1, laps: 8 }, 'xx'), 'LAP 1 / 8');
});

test('why an event is not as it was skated is told, and nothing of one that is', () => {
  globalThis.document = { documentElement: { lang: 'en' } };
  assert.deepEqual(unlike({ what_if: false, model: 'kinematic' }), []);
  assert.deepEqual(unlike({ what_if: false, model: 'power' }), ['power model: not the race as it was skated']);
  assert.deepEqual(unlike({ what_if: true, model: 'power' }), ['what-if: not the race as it was skated', 'power model']);
});

test('places are numbered as in each language, and days written', () => {
  const english = [1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111].map((nth) => say('said-nth', { nth }, 'en'));
  assert.deepEqual(english, ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '22nd', '103rd', '111th']);
  assert.equal(say('said-of', { nth: 3, n: 8 }, 'nl'), '3e van 8');
  assert.equal(say('said-of', { nth: 1, n: 8 }, 'de'), '1. von 8');
  assert.equal(say('said-keys', { keys: ['lineup', 'their_own', 'constructor'] }, 'nb'), 'antatt: oppstilling, their_own, constructor');
  assert.equal(day('2022-02-05', 'en'), '5 February 2022');
  assert.equal(day('2022-02-05', 'nl'), '5 februari 2022');
  assert.equal(day('', 'de'), '');
});
