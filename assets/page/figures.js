/** The skaters' figures: polygons made by the code that draws the window. */
import { unpack } from './codec.js';
import { SKATERS } from './race.js';

const SHADOW_M = [0.045, 0.085]; // on the screen: light from the upper left
const NO_GLOW = -1;
const HEAD = 4; // columns of a pose: the place of the head, and how far it is turned [rad]
const HEAD_YAW = 10;
const LEAST_LINE = 0.35; // [px] thinner outlines are left out

/** @typedef {{kind: number, numbers: Float64Array}} Drawing */
/** @typedef {(distance: number, lateral: number) => {x: number, y: number, angle: number}} Spot */
/** @typedef {[string | null, string | null][]} Dress */

export class Figures {
  /** @param {any} data @returns {Promise<Figures>} */
  static async open(data) {
    const figures = new Figures(data);
    const [steps, kinds, numbers, poses] = await Promise.all(
      [data.places, data.drawings, data.numbers, data.poses].map(unpack));
    /** @type {Map<number, number[]>} */
    const last = new Map();
    let at = 0;
    let place = 0;
    kinds.forEach((kind, i) => {
      place += steps[i];
      const count = data.kinds[kind].reduce(
        (/** @type {number} */ sum, /** @type {number[]} */ [, corners]) => sum + (corners ? 2 * corners : 3), 0);
      const before = last.get(kind);
      const own = numbers.slice(at, at + count).map((each, k) => each + (before ? before[k] : 0));
      last.set(kind, own);
      at += count;
      figures.drawings[place] = { kind, numbers: figures.whole(kind, own) };
    });
    const rows = poses.length / data.columns;
    const row = new Array(data.columns).fill(0);
    for (let i = 0; i < rows; i++) {
      for (let k = 0; k < data.columns; k++) row[k] += poses[k * rows + i];
      figures.poses.set(row[0], row.slice(1));
    }
    return figures;
  }

  /** @param {any} data */
  constructor(data) {
    this.data = data;
    /** @type {Drawing[]} */
    this.drawings = [];
    /** @type {Map<number, number[]>} */
    this.poses = new Map();
  }

  /** Corners in metres from steps. @param {number} kind @param {number[]} steps */
  whole(kind, steps) {
    const found = Float64Array.from(steps, (each) => each / this.data.per_metre);
    let at = 0;
    for (const [, corners] of this.data.kinds[kind]) {
      for (let k = 2; k < 2 * corners; k++) found[at + k] += found[at + k - 2];
      at += corners ? 2 * corners : 3;
    }
    return found;
  }

  /** The two kept poses beside a phase, and how far it is from the first. @param {number} style @param {number} phase */
  between(style, phase) {
    const { phases, phase_step: step } = this.data;
    const at = ((phase % phases) + phases) % phases;
    const low = Math.floor(at / step) * step;
    let first = this.poses.get(style * phases + low);
    for (let away = step; !first && away < phases; away += step) {
      first = this.poses.get(style * phases + ((low + phases - away) % phases));
    }
    const next = this.poses.get(style * phases + ((low + step) % phases));
    return { first: first ?? [], next: next ?? first ?? [], part: (at - low) / step };
  }

  /**
   * A team's skaters: all shadows, all legs, bodies front to rear, heads.
   * @param {CanvasRenderingContext2D} ctx
   * @param {import('./race.js').Skater[]} skaters
   * @param {{distance: number, lateral: number}[]} spots where they are drawn
   * @param {Spot} spot
   * @param {number} scale [px/m]
   * @param {Dress} dress
   * @param {{width: number, height: number}} seen
   */
  draw(ctx, skaters, spots, spot, scale, dress, seen) {
    const drawn = skaters.map((skater, k) => {
      const { x, y, angle } = spot(spots[k].distance, spots[k].lateral);
      const near = x > -2 * scale && x < seen.width + 2 * scale && y > -2 * scale && y < seen.height + 2 * scale;
      return { k, x, y, angle: angle + skater.drift, skater, near, ...this.between(skater.style, skater.phase) };
    }).filter((each) => each.near && each.first.length);
    for (const each of drawn) {
      this.paint(ctx, each.first[0], each.first[0], 0, each.x + SHADOW_M[0] * scale, each.y + SHADOW_M[1] * scale, each.angle, scale, dress);
    }
    for (const each of drawn) {
      this.paint(ctx, each.first[1], each.next[1], each.part, each.x, each.y, each.angle, scale, dress);
    }
    drawn.sort((a, b) => a.skater.place - b.skater.place);
    for (const each of drawn) {
      if (each.first[3] !== NO_GLOW) {
        for (const hand of [6, 8]) this.onSkater(ctx, each, each.first[3], hand, scale, dress);
      }
      this.paint(ctx, each.first[2], each.next[2], each.part, each.x, each.y, each.angle, scale, dress);
    }
    for (const each of drawn) this.onSkater(ctx, each, this.data.heads[each.k % SKATERS], HEAD, scale, dress);
  }

  /** Something small at a place of a skater. @param {CanvasRenderingContext2D} ctx @param {any} each @param {number} drawing @param {number} column @param {number} scale @param {Dress} dress */
  onSkater(ctx, each, drawing, column, scale, dress) {
    const { first, next, part } = each;
    const [ahead, right] = [column, column + 1].map((c) => (first[c] + part * (next[c] - first[c])) / this.data.per_metre * scale);
    const cos = Math.cos(each.angle);
    const sin = Math.sin(each.angle);
    const turned = column === HEAD ? each.angle + first[HEAD_YAW] / this.data.per_metre : each.angle;
    this.paint(ctx, drawing, drawing, 0, each.x + ahead * cos - right * sin, each.y + ahead * sin + right * cos, turned, scale, dress);
  }

  /** @param {CanvasRenderingContext2D} ctx @param {number} first @param {number} next @param {number} part @param {number} x @param {number} y @param {number} angle @param {number} scale @param {Dress} dress */
  paint(ctx, first, next, part, x, y, angle, scale, dress) {
    const one = this.drawings[first];
    let other = this.drawings[next];
    if (other.kind !== one.kind) other = one;
    const from = one.numbers;
    const to = other.numbers;
    /** @param {number} i */
    const at = (i) => from[i] + part * (to[i] - from[i]);
    ctx.save();
    ctx.translate(x, y);
    ctx.rotate(angle);
    ctx.scale(scale, scale);
    let i = 0;
    for (const [paint, corners] of this.data.kinds[one.kind]) {
      ctx.beginPath();
      if (corners) {
        ctx.moveTo(at(i), at(i + 1));
        for (let k = i + 2; k < i + 2 * corners; k += 2) ctx.lineTo(at(k), at(k + 1));
        ctx.closePath();
        i += 2 * corners;
      } else {
        ctx.arc(at(i), at(i + 1), Math.max(at(i + 2), 0), 0, 2 * Math.PI);
        i += 3;
      }
      const [fill, stroke] = dress[paint];
      if (fill) {
        ctx.fillStyle = fill;
        ctx.fill();
      }
      const width = this.data.lines_mm[paint] / 1000;
      if (stroke && width * scale > LEAST_LINE) {
        ctx.strokeStyle = stroke;
        ctx.lineWidth = width;
        ctx.stroke();
      }
    }
    ctx.restore();
  }
}

/**
 * Where skaters are drawn: larger than life, the others keep their spacing ahead of the third.
 * @param {import('./race.js').Skater[]} skaters
 * @param {number} magnify
 */
export function places(skaters, magnify) {
  const tail = Math.min(...skaters.map((each) => each.distance));
  const spread = 1 + 0.35 * Math.min(1, magnify - 1);
  return skaters.map((each) => {
    const ahead = each.distance - tail;
    const left = Math.min(Math.max(1 - (ahead - 6) / 60, 0), 1);
    return {
      distance: tail + ahead + (magnify - 1) * Math.min(ahead, 6) * left,
      lateral: each.lateral + (spread - 1) * Math.min(each.lateral, 3)
        * Math.min(Math.max(1 - (each.lateral - 3) / 5, 0), 1),
    };
  });
}
