/** The race as it goes, told for those who do not see it. */
import { lapsInWords, signed, stopped } from './clock.js';
import { say } from './words.js';

/** @typedef {{time: number, text: string}} Sentence */

/** Everything that is worth a sentence, in order of time. @param {import('./race.js').Race} race @returns {Sentence[]} */
export function story(race) {
  const { splits_s: splits, gaps_s: gaps, laps, events, bell_s: bell } = race.data;
  /** @type {Sentence[]} */
  const found = [];
  for (let lap = 1; lap <= laps; lap++) {
    const half = 2 * lap - 1;
    const time = Math.max(...splits.map((/** @type {number[]} */ row) => row[half]));
    const words = lapsInWords(2 * lap);
    if (race.codes.length === 2) {
      const gap = gaps[half];
      const level = Math.abs(gap) < 0.005;
      const ahead = say('by', { code: race.codes[gap < 0 ? 0 : 1], gap: signed(Math.abs(gap)).replace('+', '') });
      found.push({ time, text: say('toldLap', { laps: words, gap: level ? say('level') : ahead }) });
    } else if (lap < laps) {
      found.push({ time, text: say('toldLaps', { code: race.codes[0], time: stopped(time), laps: words }) });
    }
  }
  for (const [time, kind, team, text] of events) {
    const finish = kind === 'finish' || kind === 'record';
    found.push({ time, text: finish ? `${say('won', { code: race.codes[team], time: stopped(time) })}${text.includes(':') ? text.slice(text.indexOf(':')) : ''}` : text });
  }
  if (bell !== null) found.push({ time: bell, text: say('bell') });
  return found.sort((a, b) => a.time - b.time);
}

export class Narrator {
  /** @param {HTMLElement} root a live region */
  constructor(root) {
    this.root = root;
    /** @type {Sentence[]} */
    this.sentences = [];
  }

  /** @param {import('./race.js').Race} race */
  open(race) {
    this.sentences = story(race);
  }

  /** Tell what happened while time ran from one moment to another. @param {number} before @param {number} after */
  run(before, after) {
    const told = this.sentences.filter((each) => each.time > before && each.time <= after);
    if (told.length) this.root.textContent = told.map((each) => each.text).join('. ');
  }

  /** @param {string} text */
  tell(text) {
    this.root.textContent = text;
  }
}
