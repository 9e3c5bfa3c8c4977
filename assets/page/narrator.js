/** The race as it goes, told for those who do not see or hear it. */
import { signed } from './clock.js';
import { beside, say, worded } from './words.js';

const READ_PER_S = 15; // letters, as in a film's captions
const LEAST_S = 2; // that a sentence is to be read
const MOST_LINES = 3;

/** @typedef {[number, string, Record<string, any>]} Told when [s], phrase, and what fills its places */

/** Sentences to be read at a moment, the latest last. @param {Told[]} story @param {number} time @param {number} speed @returns {string[]} */
export function captions(story, time, speed) {
  const found = [];
  for (const [at, phrase, values] of story) {
    if (at > time + 1e-6) break;
    const text = say(phrase, values);
    if (time < at + Math.max(LEAST_S, text.length / READ_PER_S) * speed) found.push(text);
  }
  return found.slice(-MOST_LINES);
}

/** The result in a sentence, for whoever does not see the card. @param {import('./race.js').Race} race */
export function result(race) {
  const rows = race.data.results.map((/** @type {any} */ row) => [
    row.order === null ? '' : `${row.order}.`, row.team, `${worded(row.time)}${beside(row)}`, row.gap_s === null ? '' : signed(row.gap_s), row.place.map(worded).join(', '),
  ].filter(Boolean).join(' '));
  return `${say('result')}: ${rows.join('; ')}`;
}

export class Narrator {
  /** @param {HTMLElement} root a live region */
  constructor(root) {
    this.root = root;
    /** @type {Told[]} */
    this.story = [];
    /** @type {import('./race.js').Race | null} */
    this.race = null;
  }

  /** @param {import('./race.js').Race} race */
  open(race) {
    this.story = race.data.story;
    this.race = race;
  }

  /** Tell what happened while time ran from one moment to another. @param {number} before @param {number} after */
  run(before, after) {
    const told = this.story.filter(([time]) => time > before && time <= after).map(([, phrase, values]) => say(phrase, values));
    if (this.race && before < this.race.over && after >= this.race.over) told.push(result(this.race));
    if (told.length) this.root.textContent = told.join('. ');
  }

  /** @param {string} text */
  tell(text) {
    this.root.textContent = text;
  }
}
