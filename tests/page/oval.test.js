import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Oval } from '../../assets/page/oval.js';

// A rink of two straights of 100 m and half-circles of 30 m: a lap is 200 m + 60 π m.
const lap = 200 + 60 * Math.PI;
const oval = new Oval({ lap_m: lap, straight_m: 100, radius_m: 30 });
const near = (found, expected) => {
  for (const [name, value] of Object.entries(expected)) assert.ok(Math.abs(found[name] - value) < 1e-9, `${name}: ${found[name]}`);
};

test('a lap goes round, counter-clockwise', () => {
  near(oval.place(0, 0), { x: 0, y: -30, heading: 0 });
  near(oval.place(50, 0), { x: 50, y: -30, heading: 0 });
  near(oval.place(50 + 15 * Math.PI, 0), { x: 80, y: 0, heading: Math.PI / 2 });
  near(oval.place(lap / 2, 0), { x: 0, y: 30, heading: Math.PI });
  near(oval.place(lap + 50, 0), { x: 50, y: -30, heading: 2 * Math.PI });
  near(oval.place(-50, 0), { x: -50, y: -30, heading: 0 });
});

test('who is further out is so in a straight and in a curve', () => {
  near(oval.place(0, 2), { x: 0, y: -32 });
  near(oval.place(50 + 15 * Math.PI, 2), { x: 82, y: 0 });
});
