import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, gapOf, signed, stopped } from '../../assets/page/clock.js';

test('a running clock cuts, a stopped one rounds', () => {
  assert.equal(clock(9.879), '0:09.87');
  assert.equal(clock(218.08), '3:38.08'); // which is a little less in binary
  assert.equal(clock(-1), '0:00.00');
  assert.equal(stopped(9.879), '9.88');
  assert.equal(stopped(59.999), '1:00.00');
  assert.equal(stopped(218.296), '3:38.30');
  assert.equal(stopped(26.475), '26.48'); // a half, which is a little less in binary
});

test('a gap has a true minus, and is that of the team told of', () => {
  assert.equal(signed(-0.434), '−0.43');
  assert.equal(signed(0.004), '0.00');
  assert.equal(signed(1.25, 1), '+1.3');
  assert.equal(signed(-0.945), '−0.95');
  assert.equal(signed(1.005), '+1.01');
  assert.equal(signed(0.94496), '+0.94');
  assert.equal(gapOf(['NOR', 'NED'], 0, -1.336, 2), 'NOR −1.34');
  assert.equal(gapOf(['NOR', 'NED'], 1, 0.19, 2), 'NED −0.19');
  assert.equal(gapOf(['NOR', 'NED'], 1, -0.26, 1), 'NED +0.3');
  assert.equal(gapOf(['NOR', 'NED'], 0, 0.004, 2), '');
});
