/** A race that was skated: who is where at a moment, and what the clocks say. */
import { rounded } from './clock.js';
import { unpackSeries } from './codec.js';
import { Oval } from './oval.js';

export const SKATERS = 3;
export const LIES = ['falls', 'down', 'gets up']; // what whoever fell does, on the ice
export const FELL = [...LIES, 'skates on'];

/**
 * @typedef {{distance: number, lateral: number, drift: number, phase: number, style: number,
 *   place: number, role: string}} Skater
 * @typedef {{time: number, skaters: Skater[], tails: number[]}} Moment
 * @typedef {[number, string, number, string, Record<string, any>]} Happened when [s], what kind, which team, phrase and values
 */

/** How many of some rising times are past. @param {ArrayLike<number>} times @param {number} time */
export function passed(times, time) {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Linear interpolation in rising xs. @param {number} x @param {ArrayLike<number>} xs @param {ArrayLike<number>} ys */
export function interpolate(x, xs, ys) {
  const low = Math.min(Math.max(passed(xs, x) - 1, 0), xs.length - 2);
  const span = xs[low + 1] - xs[low];
  const part = span > 0 ? Math.min(Math.max((x - xs[low]) / span, 0), 1) : 0;
  return ys[low] + part * (ys[low + 1] - ys[low]);
}

export class Race {
  /** @param {any} data @returns {Promise<Race>} */
  static async open(data) {
    const columns = SKATERS * data.teams.length;
    const race = new Race(data);
    for (const name of Object.keys(data.tracks)) {
      race.tracks[name] = await unpackSeries(data.tracks[name], columns, 2);
    }
    for (const name of Object.keys(data.states)) {
      race.states[name] = await unpackSeries(data.states[name], columns, 1);
    }
    if (data.gap_curve) race.gapCurve = (await unpackSeries(data.gap_curve, 1, 2))[0].map((ms) => ms / 1000);
    for (const point of data.gap_lost) race.gapCurve[point] = NaN; // a fall leaves nothing to tell
    race.speed = await unpackSeries(data.speed, data.teams.length, 2);
    if (data.record) {
      race.recordCourse = (await unpackSeries(data.record.course, 1, 2))[0].map((mm) => mm / 1000);
    }
    race.times = Float64Array.from({ length: data.samples }, (_, k) => k / data.rate_hz);
    if (data.ghost) race.ghost = await Race.open(data.ghost);
    race.rising = data.teams.map((/** @type {any} */ team, /** @type {number} */ k) => race.risingTail(k, team.start_m));
    return race;
  }

  /** @param {any} data */
  constructor(data) {
    this.data = data;
    this.oval = new Oval(data.oval);
    this.teams = data.teams;
    /** @type {string[]} */
    this.codes = data.teams.map((/** @type {any} */ team) => team.code);
    /** @type {string[]} */
    this.tags = data.teams.map((/** @type {any} */ team) => team.tag);
    this.duration = data.duration_s;
    /** @type {number[]} */
    this.finish = data.splits_s.map((/** @type {number[]} */ row) => row[row.length - 1]);
    this.over = Math.max(...this.finish);
    /** @type {Record<string, Float64Array[]>} */
    this.tracks = {};
    /** @type {Record<string, Float64Array[]>} */
    this.states = {};
    this.gapCurve = new Float64Array(0);
    /** @type {Float64Array[]} */
    this.speed = [];
    this.recordCourse = new Float64Array(0);
    /** A second run on the same ice. @type {Race | null} */
    this.ghost = null;
    this.times = new Float64Array(0);
    /** @type {Float64Array[]} */
    this.rising = [];
    /** @type {number[]} when the leading team completes each lap, the start in front */
    this.lapsDone = [0, ...Array.from({ length: data.laps }, (_, lap) =>
      Math.min(...data.splits_s.map((/** @type {number[]} */ row) => row[2 * lap + 1])))];
  }

  /** @param {number} team @param {number} start */
  risingTail(team, start) {
    const own = this.tracks.distance.slice(SKATERS * team, SKATERS * (team + 1));
    const found = new Float64Array(this.data.samples);
    for (let i = 0; i < found.length; i++) {
      const tail = Math.min(...own.map((column) => column[i])) / this.data.per_metre - start;
      found[i] = i ? Math.max(tail, found[i - 1]) : tail;
    }
    return found;
  }

  /** Everybody at a time. @param {number} time [s] @returns {Moment} */
  at(time) {
    const { rate_hz: rate, per_metre: metre, per_degree: degree, roles, samples } = this.data;
    const t = Math.min(Math.max(time, 0), this.duration);
    const low = Math.min(Math.floor(t * rate + 1e-6), samples - 2); // 38.12 × 25 is 952.99… in floating point
    const part = t * rate - low;
    /** @param {string} name @param {number} k */
    const mixed = (name, k) => {
      const column = this.tracks[name][k];
      return column[low] + part * (column[low + 1] - column[low]);
    };
    const skaters = this.tracks.distance.map((_, k) => ({
      distance: mixed('distance', k) / metre,
      lateral: mixed('lateral', k) / metre,
      drift: (mixed('drift', k) / degree) * (Math.PI / 180),
      phase: mixed('phase', k),
      style: this.states.style[k][low],
      place: this.states.place[k][low],
      role: roles[this.states.role[k][low]],
    }));
    const tails = this.teams.map((/** @type {any} */ team, /** @type {number} */ n) =>
      Math.min(...skaters.slice(SKATERS * n, SKATERS * (n + 1)).map((each) => each.distance)) - team.start_m);
    return { time: t, skaters, tails };
  }

  /** Timing lines that each team has passed. @param {number} time @returns {number[]} */
  halfLaps(time) {
    return this.data.splits_s.map((/** @type {number[]} */ row) => passed(row, time));
  }

  /** The gap at the last line that both have passed. @param {number} time */
  commonGap(time) {
    const done = Math.min(...this.halfLaps(time));
    if (this.teams.length !== 2 || done === 0) return null;
    return { done, gap: this.data.gaps_s[done - 1] };
  }

  /** Whether one of a team has fallen. @param {number} team @param {number} time */
  fell(team, time) {
    return this.data.events.some((/** @type {Happened} */ [at, kind, whose]) =>
      kind === 'fall' && whose === team && at <= time);
  }

  /** Whether the gap is an estimate, since a fall. @param {number} time */
  lost(time) {
    return this.data.fallen.some((/** @type {number[]} */ [from, to]) => from <= time && time < to);
  }

  /** The gap as it can be told: an estimate since a fall (done 0), null where that leaves nothing to estimate, where the first is through and the gap does not tell that, or one was first in the same time. @param {number} time @returns {{done: number, gap: number | null} | null} */
  gapNow(time) {
    const common = this.commonGap(time);
    if (!common) return null;
    if (this.lost(time)) {
      const gap = this.liveGap(time);
      return { done: gap === null && time >= Math.min(...this.finish) ? common.done : 0, gap };
    }
    if (time < Math.min(...this.finish)) return common;
    const home = common.done === 2 * this.data.laps;
    const level = Number(rounded(common.gap, home ? 3 : 2)) === 0;
    const turned = home
      ? level && this.data.winner !== null
      : !level && (common.gap < 0 ? 0 : 1) !== this.front(time);
    return turned ? { done: common.done, gap: null } : common;
  }

  /** An estimate of the gap at this moment, at equal distance [s]; null where it rests on a passing from before who is in front got up from a fall. @param {number} time */
  liveGap(time) {
    const now = this.at(time).tails;
    const front = this.lost(time) ? this.front(time) : now[0] >= now[1] ? 0 : 1;
    const then = interpolate(Math.min(...now, this.data.distance_m), this.rising[front], this.times);
    const fallen = this.data.falls.some((/** @type {number[]} */ [team, start, up]) => team === front && start <= time && Math.min(then, time) < up);
    if (fallen) return null;
    // Beside one who lies still, the last digit would decide whether they are passed.
    const lag = Math.max(Math.min(time, this.finish[1 - front]) - then, 0);
    return front === 0 ? -lag : lag;
  }

  /** Ghost minus team [s] at the last distance that both have skated, negative where it is ahead; and whether both are through. @param {number} time */
  ghostGap(time) {
    const ghost = /** @type {Race} */ (this.ghost);
    const team = this.data.ghost.beside;
    const skated = Math.min(this.at(time).tails[team], ghost.at(time).tails[0], this.data.distance_m, ghost.data.distance_m);
    const apart = interpolate(skated, ghost.rising[0], ghost.times) - interpolate(skated, this.rising[team], this.times);
    return { apart, done: time >= Math.max(this.finish[team], ghost.finish[0]) };
  }

  /** The team that is ahead, as the window tells it: as far as lines show. @param {number} time @returns {number} */
  front(time) {
    const known = this.data.leaders.filter((/** @type {number[]} */ each) => each[0] <= time);
    return known.length ? known[known.length - 1][1] : 0;
  }

  /** Where the record's pace is in the lane of who leads [m], or null. @param {Moment} now */
  recordPlace(now) {
    const { record } = this.data;
    if (!record || now.time <= 0 || now.time > record.time_s) return null;
    const at = Math.min(now.time / record.step_s, this.recordCourse.length - 1.001);
    const low = Math.floor(at);
    const course = this.recordCourse;
    return this.teams[this.front(now.time)].start_m
      + course[low] + (at - low) * (course[low + 1] - course[low]);
  }

  /** How far the leading team is behind the record's pace [s], or null. @param {number} time */
  recordLag(time) {
    const { record } = this.data;
    if (!record) return null;
    const front = this.front(time);
    const clock = Math.min(time, this.finish[front]);
    const done = this.at(clock).tails[front];
    if (done <= 0) return null;
    const steps = Float64Array.from(this.recordCourse, (_, k) => Math.min(k * record.step_s, record.time_s));
    return { lag: clock - interpolate(done, this.recordCourse, steps), front };
  }

  /** Speed of a team's train, after a fall of whoever fell [km/h]. @param {number} team @param {number} time */
  kmh(team, time) {
    const at = Math.min(time / this.data.speed_step_s, this.speed[team].length - 1.001);
    const low = Math.floor(at);
    const row = this.speed[team];
    return ((row[low] + (at - low) * (row[low + 1] - row[low])) / this.data.per_metre) * 3.6;
  }
}
