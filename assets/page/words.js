/** Every word that the page says by itself; what scenarios say comes with the data. */

/** @typedef {Record<string, string>} Words phrases by key, with places in braces */

export const ENGLISH = 'en';

/** Phrases by language; the data brings them. @type {Record<string, Words>} */
const catalogue = {};

/** @param {Record<string, Words>} found */
export function learn(found) {
  Object.assign(catalogue, found);
}

/** Languages with their own names, English first. @returns {[string, string][]} */
export function languages() {
  return Object.entries(catalogue).map(([language, words]) => [language, words.langName]);
}

/**
 * The language to speak: the one asked for if it is known, else the first that somebody prefers.
 * @param {string | undefined} asked
 * @param {readonly string[]} preferred such as those of the browser
 */
export function choose(asked, preferred) {
  const wanted = [asked ?? '', ...preferred].map((each) => each.toLowerCase().split('-')[0]);
  // Whoever asks for Norwegian, or for its other form, reads this one.
  const known = wanted.map((each) => (each === 'no' || each === 'nn' ? 'nb' : each));
  return known.find((each) => Object.hasOwn(catalogue, each)) ?? ENGLISH;
}

/** "5½ laps", and between two lines "4.2 laps". @param {number} halves @param {Words} words */
function laps(halves, words) {
  const number = halves % 1 ? String(halves / 2) : `${Math.floor(halves / 2) || ''}${halves % 2 ? '½' : ''}`;
  return words[halves <= 2 ? 'lapOne' : 'lapMany'].replace('{n}', number);
}

/** "Olympic record". @param {string} kind @param {Words} words @returns {string} */
function recordName(kind, words) {
  if (kind.startsWith('=')) return words.equalled.replace('{record}', () => recordName(kind.slice(1), words));
  const known = `record-${kind}`;
  return Object.hasOwn(words, known) ? words[known] : words['record-other'].replace('{kind}', () => kind);
}

/** "1st". @param {number} n @param {Words} words */
function nth(n, words) {
  const own = n % 100 < 11 || n % 100 > 13 ? words[`nth-${n % 10}`] : undefined;
  return (own ?? words.nth).replace('{n}', String(n));
}

/** "15 February 2022". @param {string} iso a day; may be empty @param {string} [language] */
export function day(iso, language = document.documentElement.lang) {
  if (!iso) return '';
  return new Intl.DateTimeFormat(language === ENGLISH ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));
}

/** What stands in a place: half-laps, doubts and records have words of their own. @param {string} name @param {any} value @param {Words} words */
function filled(name, value, words) {
  if (name === 'halves') return laps(value, words);
  if (name === 'doubt') return doubted(value, words);
  if (name === 'record') return recordName(value, words);
  if (name === 'records') return value.map((/** @type {string} */ kind) => recordName(kind, words)).join(', ');
  if (name === 'nth' || name === 'last') return nth(value, words);
  if (name === 'keys') return value.map((/** @type {string} */ key) => (Object.hasOwn(words, `key-${key}`) ? words[`key-${key}`] : key)).join(', ');
  return String(value);
}

/** What follows what nobody measured: " (assumed)", ", says the model". @param {string} doubt empty where somebody did @param {Words} [words] @returns {string} */
export function doubted(doubt, words = catalogue[document.documentElement.lang] ?? catalogue[ENGLISH]) {
  return doubt ? words[`doubt-${doubt.replaceAll(' ', '-')}`] : '';
}

/** @typedef {string | [string, Record<string, any>]} Said a text as scenarios have it, or a phrase with what fills its places */

/** What the data say, in words. @param {Said} each */
export function worded(each) {
  return typeof each === 'string' ? each : say(...each);
}

/** What follows a time that nobody measured: " (assumed)". @param {{ made_up: Said }} row @returns {string} */
export function beside(row) {
  return row.made_up ? ` (${worded(row.made_up)})` : '';
}

/** Why an event is not as it was skated, in words; nothing where it is. @param {any} event @returns {string[]} */
export function unlike(event) {
  const kinematic = event.model === 'kinematic';
  if (event.what_if) return [say('what'), ...(kinematic ? [] : [say('model')])];
  return kinematic ? [] : [say('modelAlone')];
}

/**
 * A phrase with its places filled in.
 * @param {string} key
 * @param {Record<string, any>} [values]
 * @param {string} [language]
 */
export function say(key, values = {}, language = document.documentElement.lang) {
  const words = catalogue[language] ?? catalogue[ENGLISH];
  return words[key].replace(/\{(\w+)\}/g, (_, name) => filled(name, values[name], words));
}
