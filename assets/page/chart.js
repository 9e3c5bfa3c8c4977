/** The chart beside the lap table: the gap at equal distance, or the speed. */
import { FONT } from './elements.js';
import { interpolate } from './race.js';
import { signed } from './clock.js';
import { say } from './words.js';

const FROM_S = 12; // of the speed chart: the start would flatten the rest
const EDGE = { left: 40, right: 10, top: 12, bottom: 20 };

export class Chart {
  /** @param {HTMLCanvasElement} canvas @param {import('./race.js').Race} race */
  constructor(canvas, race) {
    this.canvas = canvas;
    this.race = race;
    this.kind = race.codes.length === 2 ? 'gap' : 'speed';
    /** Its size on the page, asked for when that changes. */
    this.box = { width: 0, height: 0 };
    new ResizeObserver(() => { this.box = canvas.getBoundingClientRect(); }).observe(canvas);
    /** @type {Record<string, ReturnType<Chart['course']>>} */
    this.courses = {};
  }

  next() {
    if (this.race.codes.length === 2) this.kind = this.kind === 'gap' ? 'speed' : 'gap';
  }

  get heading() {
    return say(this.kind === 'gap' ? 'gapChart' : 'speedChart');
  }

  /** How far along the chart a moment is, 0 … 1. @param {number} time */
  part(time) {
    if (this.kind === 'speed') return Math.min(Math.max((time - FROM_S) / (this.race.over - FROM_S), 0), 1);
    return Math.min(Math.max(Math.min(...this.race.at(time).tails) / this.race.data.distance_m, 0), 1);
  }

  /** The moment of a place along the chart. @param {number} part */
  time(part) {
    if (this.kind === 'speed') return FROM_S + part * (this.race.over - FROM_S);
    const metres = part * this.race.data.distance_m;
    return Math.max(...this.race.rising.map((tails) => interpolate(metres, tails, this.race.times)));
  }

  /** @returns {{curves: {team: number, points: [number, number][]}[], low: number, high: number}} */
  course() {
    const { race } = this;
    if (this.kind === 'gap') {
      const gaps = race.gapCurve;
      /** @type {[number, number][]} */
      const points = Array.from(gaps, (gap, k) => [k / (gaps.length - 1), gap]);
      return { curves: [{ team: -1, points }], low: Math.min(-0.25, ...gaps), high: Math.max(0.25, ...gaps) };
    }
    const curves = race.codes.map((_, team) => {
      /** @type {[number, number][]} */
      const points = [];
      for (let time = FROM_S; time <= race.over; time += 1) points.push([this.part(time), race.kmh(team, time)]);
      return { team, points };
    });
    const all = curves.flatMap((curve) => curve.points.map((point) => point[1]));
    return { curves, low: Math.floor(Math.min(...all)), high: Math.ceil(Math.max(...all)) };
  }

  /** @param {number} time @param {{text: string, grid: string, muted: string}} ink @param {string[]} names colours of the teams' curves */
  draw(time, ink, names) {
    if (!this.box.width) this.box = this.canvas.getBoundingClientRect();
    const { box } = this;
    const dense = window.devicePixelRatio || 1;
    const width = Math.round(box.width * dense);
    const height = Math.round(box.height * dense);
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
    const ctx = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    ctx.setTransform(dense, 0, 0, dense, 0, 0);
    ctx.clearRect(0, 0, box.width, box.height);
    this.courses[this.kind] ??= this.course();
    const { curves, low, high } = this.courses[this.kind];
    const wide = box.width - EDGE.left - EDGE.right;
    const tall = box.height - EDGE.top - EDGE.bottom;
    /** @param {number} part */
    const across = (part) => EDGE.left + part * wide;
    // The first team ahead lies above, as its gap is negative.
    /** @param {number} value */
    const down = (value) => EDGE.top + (tall * (this.kind === 'gap' ? value - low : high - value)) / (high - low || 1);
    ctx.font = `400 11px ${FONT}`;
    ctx.fillStyle = ink.muted;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'right';
    const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50].find((each) => (high - low) / each <= 4.5) ?? 100;
    for (let value = Math.ceil(low / step) * step; value <= high + 1e-9; value += step) {
      ctx.fillRect(EDGE.left, down(value), wide, Math.abs(value) < 1e-9 ? 1 : 0.3);
      ctx.fillText(this.kind === 'gap' ? signed(value, step < 1 ? 1 : 0) : value.toFixed(0), EDGE.left - 5, down(value));
    }
    ctx.textAlign = 'center';
    for (let lap = 1; this.kind === 'gap' && lap <= this.race.data.laps; lap++) {
      ctx.fillText(String(lap), across(lap / this.race.data.laps), box.height - 9);
    }
    const now = this.part(time);
    for (const { team, points } of curves) {
      for (const past of [false, true]) {
        ctx.globalAlpha = past ? 1 : 0.3;
        ctx.lineWidth = past ? 2.5 : 1.2;
        ctx.setLineDash(past && team !== 1 ? [] : [6, 3]);
        // One line for each stretch in which the same team leads.
        let before = points[0];
        let drawn = -1;
        for (const point of points) {
          if (past && point[0] > now) break;
          const leads = team < 0 ? Number(point[1] > 0) : team;
          if (leads !== drawn) {
            if (drawn >= 0) ctx.stroke();
            drawn = leads;
            ctx.strokeStyle = names[leads];
            ctx.beginPath();
            ctx.moveTo(across(before[0]), down(before[1]));
          }
          ctx.lineTo(across(point[0]), down(point[1]));
          before = point;
        }
        if (drawn >= 0) ctx.stroke();
      }
    }
    ctx.globalAlpha = 1;
    ctx.setLineDash([]);
    ctx.fillStyle = ink.text;
    ctx.fillRect(across(now) - 0.5, EDGE.top, 1, tall);
  }

  /** The moment under the pointer. @param {PointerEvent} event */
  pointed(event) {
    const box = this.canvas.getBoundingClientRect();
    const part = (event.clientX - box.left - EDGE.left) / (box.width - EDGE.left - EDGE.right);
    return this.time(Math.min(Math.max(part, 0), 1));
  }
}
