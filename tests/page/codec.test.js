import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { unpack, unpackJson, unpackSeries } from '../../assets/page/codec.js';

const packed = (bytes) => deflateRawSync(Buffer.from(bytes)).toString('base64');

test('varints of seven bits, the sign in the lowest', async () => {
  // 0, −1, 1, 63, 64 (128 = 0x80 0x01), −65 (129 = 0x81 0x01), 2⁴⁰ (2⁴¹: five full groups, then 2⁶)
  const bytes = [0, 1, 2, 126, 0x80, 1, 0x81, 1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40];
  assert.deepEqual(await unpack(packed(bytes)), [0, -1, 1, 63, 64, -65, 2 ** 40]);
});

test('columns come back from differences of differences', async () => {
  // 5, 7, 10 and 0, −1, −3: second differences 5, −3, 1 and 0, −1, −1
  const column = (values) => values.map((each) => (each < 0 ? -2 * each - 1 : 2 * each));
  const found = await unpackSeries(packed(column([5, -3, 1, 0, -1, -1])), 2, 2);
  assert.deepEqual(found.map((each) => [...each]), [[5, 7, 10], [0, -1, -3]]);
});

test('JSON comes back with its letters', async () => {
  assert.deepEqual(await unpackJson(packed(Buffer.from('{"a":"løp ½"}'))), { a: 'løp ½' });
});
