/** Lap table, events, result and remarks: everything around the ice that is text. */
import { ghostName } from './board.js';
import { marginDecimals, rounded, signed, stopped } from './clock.js';
import { button, make, spelt, tell, wear } from './elements.js';
import { day, say, worded } from './words.js';

/** @param {HTMLElement} cell @param {number} team @param {any} colours */
function marked(cell, team, colours) {
  cell.classList.add('team', team === 1 ? 'twin' : 'broad');
  if (colours) wear(cell, colours);
  return cell;
}

/** What the laps of a race are. @param {import('./race.js').Race} race */
export function lapsHead(race) {
  return say(race.data.laps_by_model ? 'modelLaps' : 'lapTimes');
}

export class LapTable {
  /** @param {import('./race.js').Race} race @param {any[]} colours */
  constructor(race, colours) {
    this.race = race;
    const laps = Array.from({ length: race.data.laps }, (_, lap) => lap);
    this.cells = race.codes.map(() => laps.map(() => make('td')));
    this.gaps = race.codes.length === 2 ? laps.map(() => make('td')) : [];
    const head = make('tr', {}, make('th', { scope: 'col' }, lapsHead(race)), ...laps.map((lap) => make('th', { scope: 'col' }, String(lap + 1))));
    const rows = race.codes.map((_, team) => make('tr', {},
      marked(make('th', { scope: 'row' }, race.tags[team]), team, colours[team]), ...this.cells[team]));
    if (this.gaps.length) {
      rows.push(make('tr', { class: 'gaps' }, make('th', { scope: 'row' }, say('gapRow', { code: race.tags[0] })), ...this.gaps));
    }
    this.element = make('table', { class: 'laps' }, make('thead', {}, head), make('tbody', {}, ...rows));
    this.cells.forEach((row, team) => row.forEach((cell) => wear(cell, colours[team])));
    const some = race.teams.some((/** @type {any} */ team) => team.laps_timed.includes(false));
    if (some) this.element.append(make('caption', {}, say('filled')));
  }

  /** @param {number} time */
  show(time) {
    const { race } = this;
    const done = race.halfLaps(time).map((half) => Math.floor(half / 2));
    this.cells.forEach((row, team) => row.forEach((cell, lap) => {
      const splits = race.data.splits_s[team];
      const begin = lap ? splits[2 * lap - 1] : 0;
      const full = lap < done[team];
      const whole = splits[2 * lap + 1] - begin;
      const mark = race.teams[team].laps_timed[lap] ? '' : '~';
      const running = lap === done[team] && time < race.finish[team];
      tell(cell, full ? `${mark}${stopped(whole)}` : running ? (time - begin).toFixed(1) : '');
      let look = full ? 'full' : 'open';
      if (full && race.codes.length === 2 && lap < done[1 - team]) {
        const rival = race.data.splits_s[1 - team];
        const other = rival[2 * lap + 1] - (lap ? rival[2 * lap - 1] : 0);
        if (Number(rounded(whole, 2)) < Number(rounded(other, 2))) look = 'full best';
      }
      if (cell.className !== look) cell.className = look;
    }));
    this.gaps.forEach((cell, lap) => {
      const gap = race.data.gaps_s[2 * lap + 1];
      tell(cell, lap < Math.min(...done) ? signed(gap, lap + 1 === race.data.laps ? marginDecimals(gap) : 2) : '');
    });
  }
}

/** By how much somebody was behind, or what decided in the same time. @param {any} row of the result */
function behind(row) {
  if (row.gap_s === null) return '';
  return row.order > 1 && Number(rounded(row.gap_s, 3)) === 0 ? say('tieBreak') : signed(row.gap_s, marginDecimals(row.gap_s));
}

/** The result of a race as a card. @param {import('./race.js').Race} race @param {any[]} colours */
export function resultCard(race, colours) {
  const honoured = race.data.results.some((/** @type {any} */ row) => row.records.length);
  const rows = race.data.results.map((/** @type {any} */ row) => {
    const team = race.codes.indexOf(row.team);
    const code = make('th', { scope: 'row' }, row.team);
    if (team >= 0) marked(code, team, colours[team]);
    return make('tr', {},
      make('td', {}, row.order === null ? '–' : String(row.order)), code, make('td', { class: 'time' }, worded(row.time)),
      make('td', {}, behind(row)),
      make('td', { class: 'place' }, ...spelt(row.place, ' · ')),
      ...(honoured ? [make('td', { class: 'records' }, row.records.join(' '))] : []));
  });
  const card = make('div', { class: 'card' }, make('h2', {}, `${race.data.name} · ${say('result')}`), make('table', {}, make('tbody', {}, ...rows)));
  if (race.data.note) card.append(make('p', { class: 'note', lang: 'en' }, race.data.note));
  return card;
}

/** What a ghost is worth, and how far that is to be believed. @param {import('./race.js').Race} race */
function ghostNote(race) {
  const { apart_s: apart, interval_s: interval, whose } = race.data.ghost;
  if (!interval) return say('ghostRecord', { what: ghostName(race), whose });
  const [low, high] = interval.map((/** @type {number} */ each) => signed(each, 1));
  return say('ghostNote', { what: ghostName(race), gap: signed(apart, 1), low, high });
}

/** What is assumed or filled in, and who is missing. @param {import('./race.js').Race} race */
export function remarks(race) {
  const found = make('div', { class: 'remarks' });
  const listed = race.data.listed.map((/** @type {any} */ each) => make('li', {}, `${each.code} ${worded(each.word)}`,
    ...(each.why ? [': ', make('span', { lang: 'en' }, each.why)] : [])));
  if (listed.length) found.append(make('h2', {}, say('missing')), make('ul', { class: 'missing' }, ...listed));
  const notes = race.teams.filter((/** @type {any} */ team) => team.notes.length).map(
    (/** @type {any} */ team) => make('li', {}, `${team.code}: `, ...spelt(team.notes, '; ')));
  notes.push(...race.data.known_gaps.map((/** @type {import('./words.js').Said} */ each) => make('li', {}, worded(each))));
  if (race.data.record) notes.push(make('li', {}, say('recordNote', { record: race.data.record.kind })));
  if (race.ghost) notes.unshift(make('li', {}, ghostNote(race)));
  if (notes.length) found.append(make('h2', {}, say('assumed')), make('ul', {}, ...notes));
  return found;
}

/** What happened, each a button to its moment. @param {import('./race.js').Race} race @param {any[]} colours @param {(time: number) => void} seek */
export function eventList(race, colours, seek) {
  const items = race.data.events.map((/** @type {import('./race.js').Happened} */ [time, , team, phrase, values]) => {
    const go = button('', () => seek(time), { 'data-time': String(time) });
    go.append(make('time', {}, stopped(time)), ` ${say(phrase, values)}`);
    return make('li', {}, marked(go, team, colours[team]));
  });
  return make('div', { class: 'events' }, make('h2', {}, say('events')), make('ol', {}, ...items));
}

/** The places of an event, by division. @param {any} data */
export function standings(data) {
  const divisions = data.standings.flatMap((/** @type {any} */ division) => [
    ...(division.name ? [make('h3', {}, worded(division.name))] : []),
    make('ul', { class: 'plain' }, ...division.places.map((/** @type {any} */ each) => make('li', {},
      `${each.place}. ${each.team} ${each.name}${each.guessed ? ' ?' : ''}`, ...(each.points ? [make('small', {}, ` · ${worded(each.points)}`)] : [])))),
  ]);
  return make('section', {}, make('h2', {}, say('places')), ...divisions);
}

/** All results as a page to print. @param {HTMLElement} root @param {any} data @param {import('./race.js').Race[]} races */
export function sheet(root, data, races) {
  const { event } = data;
  const poster = make('img', { alt: '', src: /** @type {HTMLMetaElement} */ (document.querySelector('meta[property="og:image"]')).content });
  root.replaceChildren(
    make('h1', {}, `${event.name} ${event.discipline}`.trim()), make('p', {}, [day(event.date), event.venue].filter(Boolean).join(' · ')), poster);
  for (const race of races) {
    const colours = race.data.palettes[0];
    const table = new LapTable(race, colours);
    table.show(race.duration);
    root.append(make('section', {}, resultCard(race, colours), table.element, remarks(race)));
  }
  if (data.standings.length) root.append(standings(data));
  if (event.sources.length) root.append(make('p', {}, say('source', { sources: event.sources.join('; ') })));
}
