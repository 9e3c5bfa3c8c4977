import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embedded, read, write } from '../../assets/page/links.js';

test('a link says where, and comes back', () => {
  assert.deepEqual(read('#t=161.4&race=sf-1&camera=follow:NED&lang=nl'), { t: 161.4, race: 'sf-1', camera: 'follow:NED', lang: 'nl' });
  assert.equal(write({ t: 161.4, race: 'sf-1', camera: 'follow:NED' }), '#t=161.40&race=sf-1&camera=follow:NED');
  const odd = { t: 0, race: 'a&b=c #d', camera: 'follow:Ö/%', lang: 'de' };
  assert.deepEqual(read(write(odd)), odd);
});

test('what is no time is none', () => {
  for (const t of ['', ' ', 'x', '1e999', 'NaN', '1:20']) assert.deepEqual(read(`#t=${t}`), {});
  assert.deepEqual(read(''), {});
});

test('a page in another one says so', () => {
  assert.equal(embedded('?embed'), true);
  assert.equal(embedded('?embedded=1'), false);
});
