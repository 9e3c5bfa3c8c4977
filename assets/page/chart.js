/** The chart beside the lap table: the gap at equal distance, or the speed. */
import { FONT } from './elements.js';
import { interpolate } from './race.js';
import { signed } from './clock.js';
import { say } from './words.js';

const GHOST = 2; // who a curve is of, besides the teams: a ghost, or whoever leads
const LEADER = -1;
const FROM_S = 12; // of the speed chart: the start would flatten the rest
const STEPS = 200; // of the curve of a ghost
const LAP_PX = 15; // of the number of a lap, at least
const EDGE = { left: 40, right: 10, top: 12, bottom: 20 };

/** Bounds of curves about zero. @param {{points: [number, number][]}[]} curves */
function around(curves) {
  const all = curves.flatMap((curve) => curve.points.map((point) => point[1])).filter(Number.isFinite);
  return { low: Math.min(-0.25, ...all), high: Math.max(0.25, ...all) };
}

export class Chart {
  /** @param {HTMLCanvasElement} canvas @param {import('./race.js').Race} race */
  constructor(canvas, race) {
    this.canvas = canvas;
    this.race = race;
    [this.kind] = this.kinds;
    /** Its size on the page, asked for when that changes. */
    this.box = { width: 0, height: 0 };
    new ResizeObserver(() => { this.box = canvas.getBoundingClientRect(); }).observe(canvas);
    /** @type {Record<string, ReturnType<Chart['course']>>} */
    this.courses = {};
  }

  /** The charts of the race, in the order in which they are shown. */
  get kinds() {
    return [...(this.race.codes.length === 2 ? ['gap'] : []), ...(this.race.ghost ? ['difference'] : []), 'speed'];
  }

  next() {
    this.kind = this.kinds[(this.kinds.indexOf(this.kind) + 1) % this.kinds.length];
  }

  get heading() {
    if (this.kind === 'speed') return say(this.race.data.falls?.length ? 'speedFell' : 'speedChart');
    const told = say('gapChart');
    return this.kind === 'gap' ? told : `${say('ghost')} – ${this.race.tags[this.race.data.ghost.beside]}: ${told}`;
  }

  /** How far along the chart a moment is, 0 … 1. @param {number} time */
  part(time) {
    if (this.kind === 'speed') return Math.min(Math.max((time - FROM_S) / (this.race.over - FROM_S), 0), 1);
    const { tails } = this.race.at(time);
    const { ghost } = this.race;
    const behind = this.kind === 'difference' && ghost ? Math.min(tails[this.race.data.ghost.beside], ghost.at(time).tails[0]) : Math.min(...tails);
    return Math.min(Math.max(behind / this.race.data.distance_m, 0), 1);
  }

  /** The moment of a place along the chart. @param {number} part */
  time(part) {
    if (this.kind === 'speed') return FROM_S + part * (this.race.over - FROM_S);
    const metres = part * this.race.data.distance_m;
    const { ghost, rising, times } = this.race;
    const runs = this.kind === 'difference' && ghost ? [[rising[this.race.data.ghost.beside], times], [ghost.rising[0], ghost.times]] : rising.map((tails) => [tails, times]);
    return Math.max(...runs.map(([tails, when]) => interpolate(metres, tails, when)));
  }

  /** Ghost minus its team [s], by the share of the race that both have skated. @returns {[number, number][]} */
  difference() {
    const { race } = this;
    const ghost = /** @type {import('./race.js').Race} */ (race.ghost);
    const { beside } = race.data.ghost;
    const end = Math.min(1, ghost.data.distance_m / race.data.distance_m);
    return Array.from({ length: STEPS + 1 }, (_, k) => {
      const part = (end * k) / STEPS;
      const metres = part * race.data.distance_m;
      return [part, k ? interpolate(metres, ghost.rising[0], ghost.times) - interpolate(metres, race.rising[beside], race.times) : 0];
    });
  }

  /** @returns {{curves: {team: number, points: [number, number][]}[], low: number, high: number}} */
  course() {
    const { race } = this;
    if (this.kind === 'gap') {
      const gaps = race.gapCurve;
      /** @type {[number, number][]} */
      const points = Array.from(gaps, (gap, k) => [k / (gaps.length - 1), gap]);
      const curves = [{ team: LEADER, points }];
      if (race.ghost) {
        // The ghost in its team's place.
        const sign = race.data.ghost.beside ? -1 : 1;
        const places = points.map(([part]) => part);
        curves.push({ team: GHOST, points: this.difference().map(([part, apart]) => [part, interpolate(part, places, gaps) + sign * apart]) });
      }
      return { curves, ...around(curves) };
    }
    if (this.kind === 'difference') {
      const curves = [{ team: LEADER, points: this.difference() }];
      return { curves, ...around(curves) };
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

  /** @param {number} time @param {boolean} haunted whether ghosts are shown @param {{text: string, grid: string, muted: string}} ink @param {string[]} names colours of the teams' curves */
  draw(time, haunted, ink, names) {
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
    const down = (value) => EDGE.top + (tall * (this.kind === 'speed' ? high - value : value - low)) / (high - low || 1);
    ctx.font = `400 11px ${FONT}`;
    ctx.fillStyle = ink.muted;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'right';
    const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50].find((each) => (high - low) / each <= 4.5) ?? 100;
    for (let value = Math.ceil(low / step) * step; value <= high + 1e-9; value += step) {
      ctx.fillRect(EDGE.left, down(value), wide, Math.abs(value) < 1e-9 ? 1 : 0.3);
      ctx.fillText(this.kind === 'speed' ? value.toFixed(0) : signed(value, step < 1 ? 1 : 0), EDGE.left - 5, down(value));
    }
    ctx.textAlign = 'center';
    const apart = Math.ceil((LAP_PX * this.race.data.laps) / Math.max(wide, 1));
    for (let lap = apart; this.kind !== 'speed' && lap <= this.race.data.laps; lap += apart) {
      ctx.fillText(String(lap), across(lap / this.race.data.laps), box.height - 9);
    }
    const now = this.part(time);
    // Whose colour a curve has where its team, or neither, is ahead.
    const owners = this.kind === 'difference' ? [ink.text, names[this.race.data.ghost.beside]] : names;
    for (const { team, points } of curves) {
      if (team === GHOST && !haunted) continue;
      for (const past of [false, true]) {
        ctx.globalAlpha = past ? 1 : 0.3;
        ctx.lineWidth = past ? 2.5 : 1.2;
        ctx.setLineDash(team === GHOST ? [2, 3] : past && team !== 1 ? [] : [6, 3]);
        // One line for each stretch in which the same team leads.
        /** @type {[number, number] | null} */
        let before = points[0];
        let drawn = -1;
        for (const point of points) {
          if (past && point[0] > now) break;
          if (Number.isNaN(point[1])) {
            if (drawn >= 0) ctx.stroke();
            drawn = -1;
            before = null;
            continue;
          }
          before ??= point;
          const leads = team === LEADER ? Number(point[1] > 0) : team;
          if (leads !== drawn) {
            if (drawn >= 0) ctx.stroke();
            drawn = leads;
            ctx.strokeStyle = team === GHOST ? ink.text : owners[leads];
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
    if (haunted && curves.some(({ team }) => team === GHOST)) {
      ctx.textAlign = 'left';
      ctx.fillText(`· · ·  ${say('ghost')}`, EDGE.left + 6, EDGE.top - 4);
    }
  }

  /** The moment under the pointer. @param {PointerEvent} event */
  pointed(event) {
    const box = this.canvas.getBoundingClientRect();
    const part = (event.clientX - box.left - EDGE.left) / (box.width - EDGE.left - EDGE.right);
    return this.time(Math.min(Math.max(part, 0), 1));
  }
}
