/** Lap table, events, result and remarks: everything around the ice that is text. */
import { ghostName } from './board.js';
import { marginDecimals, rounded, signed, stopped } from './clock.js';
import { button, make, spelt, tell, wear } from './elements.js';
import { beside, day, doubted, say, unlike, worded } from './words.js';

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
  /** @param {import('./race.js').Race} race @param {any[]} colours @param {boolean} [down] whether laps run down, where there is no room for them across */
  constructor(race, colours, down = false) {
    this.race = race;
    this.followed = -1;
    const laps = Array.from({ length: race.data.laps }, (_, lap) => lap);
    this.cells = race.codes.map(() => laps.map(() => make('td')));
    this.gaps = race.codes.length === 2 ? laps.map(() => make('td', { class: 'gap' })) : [];
    /** @param {string} scope @param {string} text @param {string} [kind] */
    const heading = (scope, text, kind = '') => make('th', { scope, class: kind }, text);
    const [along, across] = down ? ['row', 'col'] : ['col', 'row'];
    const lines = [
      [heading('col', lapsHead(race)), ...laps.map((lap) => heading(along, String(lap + 1)))],
      ...this.cells.map((cells, team) => [marked(heading(across, race.tags[team]), team, colours[team]), ...cells]),
      ...(this.gaps.length ? [[heading(across, say('gapRow', { code: race.tags[0] }), 'gap'), ...this.gaps]] : []),
    ];
    const [head, ...rows] = (down ? lines[0].map((_, k) => lines.map((line) => line[k])) : lines).map((line) => make('tr', {}, ...line));
    this.element = make('table', { class: down ? 'laps down' : 'laps' }, make('thead', {}, head), make('tbody', {}, ...rows));
    // By which its type follows the room that it has.
    const counts = { laps: laps.length, letters: this.widest, code: Math.max(...race.tags.map((/** @type {string} */ tag) => tag.length)) };
    for (const [name, count] of Object.entries(counts)) this.element.style.setProperty(`--${name}`, String(count));
    this.cells.forEach((row, team) => row.forEach((cell) => wear(cell, colours[team])));
    if (this.gaps.some((_, lap) => this.gap(lap)[0] === '~') || race.teams.some((/** @type {any} */ team) => team.laps_timed.includes(false))) this.element.append(make('caption', {}, make('span', {}, say('filled'))));
  }

  /** How long a lap took [s]. @param {number} team @param {number} lap */
  whole(team, lap) {
    const splits = this.race.data.splits_s[team];
    return splits[2 * lap + 1] - (lap ? splits[2 * lap - 1] : 0);
  }

  /** The same in words, marked where the model filled it in. @param {number} team @param {number} lap */
  written(team, lap) {
    return `${this.race.teams[team].laps_timed[lap] ? '' : '~'}${stopped(this.whole(team, lap))}`;
  }

  /** Letters of the longest time or gap in it. */
  get widest() {
    return Math.max(...this.gaps.map((_, lap) => this.gap(lap).length), ...this.cells.flatMap((row, team) => row.map((_, lap) => this.written(team, lap).length)));
  }

  /** The gap after a lap, the last as exact as it decides, marked as laps are. @param {number} lap */
  gap(lap) {
    const { gaps_s: gaps, gap_doubts: doubts, laps, laps_by_model: model } = this.race.data;
    const gap = gaps[2 * lap + 1];
    return `${doubts[2 * lap + 1] && !model ? '~' : ''}${signed(gap, lap + 1 === laps ? marginDecimals(gap) : 2)}`;
  }

  /** @param {number} time */
  show(time) {
    const { race } = this;
    const done = race.halfLaps(time).map((half) => Math.floor(half / 2));
    this.cells.forEach((row, team) => row.forEach((cell, lap) => {
      const begin = lap ? race.data.splits_s[team][2 * lap - 1] : 0;
      const full = lap < done[team];
      const running = lap === done[team] && time < race.finish[team];
      tell(cell, full ? this.written(team, lap) : running ? (time - begin).toFixed(1) : '');
      let look = full ? 'full' : 'open';
      if (full && race.codes.length === 2 && lap < done[1 - team]) {
        const [own, other] = [team, 1 - team].map((each) => Number(rounded(this.whole(each, lap), 2)));
        if (own < other) look = 'full best';
      }
      if (cell.className !== look) cell.className = look;
    }));
    this.gaps.forEach((cell, lap) => tell(cell, lap < Math.min(...done) ? this.gap(lap) : ''));
    this.follow(Math.min(Math.max(...done), race.data.laps - 1));
  }

  /** Where there is no room for all laps, that of now is seen; until the next one the reader may look elsewhere. @param {number} lap */
  follow(lap) {
    const box = this.element.parentElement;
    if (!box || lap === this.followed) return;
    this.followed = lap;
    const [cell] = this.cells;
    if (box.scrollWidth <= box.clientWidth) return;
    box.tabIndex = 0; // so that keys move it, too
    box.scrollLeft += cell[lap].getBoundingClientRect().right - box.getBoundingClientRect().right + cell[lap].offsetWidth;
  }
}

/** By how much somebody was behind, or what decided in the same time. @param {any} row of the result @param {string} doubt of what decided then */
function behind(row, doubt) {
  if (row.gap_s === null) return '';
  return row.order > 1 && Number(rounded(row.gap_s, 3)) === 0 ? say('tieBreak') + doubted(doubt) : signed(row.gap_s, marginDecimals(row.gap_s));
}

/** The result of a race as a card. @param {import('./race.js').Race} race @param {any[]} colours */
export function resultCard(race, colours) {
  const honoured = race.data.results.some((/** @type {any} */ row) => row.records.length);
  const rows = race.data.results.map((/** @type {any} */ row) => {
    const team = race.codes.indexOf(row.team);
    const code = make('th', { scope: 'row', title: row.team }, race.tags[team] ?? row.team);
    if (team >= 0) marked(code, team, colours[team]);
    return make('tr', {},
      make('td', {}, row.order === null ? '–' : String(row.order)), code, make('td', { class: 'time' }, worded(row.time), ...(row.made_up ? [make('small', {}, beside(row))] : [])),
      make('td', {}, behind(row, race.data.tie_doubt)),
      make('td', { class: 'place' }, ...spelt(row.place, ' · ')),
      ...(honoured ? [make('td', { class: 'records' }, row.records.join(' '))] : []));
  });
  const card = make('div', { class: 'card' }, make('h2', {}, `${race.data.name} · ${say('result')}`), make('table', {}, make('tbody', {}, ...rows)));
  const changed = unlike(race.data).join('; ');
  const notes = [...(changed ? [changed] : []), ...(changed && race.data.note.length ? ['; '] : []), ...spelt(race.data.note, '; ')];
  if (notes.length) card.append(make('p', { class: 'note' }, ...notes));
  return card;
}

/** What a ghost is worth, and how far that is to be believed. @param {import('./race.js').Race} race */
function ghostNote(race) {
  const { apart_s: apart, interval_s: interval, whose, outside } = race.data.ghost;
  if (!interval) return say('ghostRecord', { what: ghostName(race), whose });
  const [low, high] = interval.map((/** @type {number} */ each) => signed(each, 1));
  const said = say('ghostNote', { what: ghostName(race), gap: signed(apart, 1), low, high });
  return outside ? `${said} ${worded(outside)}` : said;
}

/** What is assumed or filled in, and who is missing. @param {import('./race.js').Race} race */
export function remarks(race) {
  const found = make('div', { class: 'remarks' });
  const listed = race.data.listed.map((/** @type {any} */ each) => make('li', {}, `${each.code} ${worded(each.word)}${beside(each)}`,
    ...(each.why ? [': ', ...spelt([each.why], '')] : [])));
  if (listed.length) found.append(make('h2', {}, say('missing')), make('ul', { class: 'missing' }, ...listed));
  const notes = race.teams.filter((/** @type {any} */ team) => team.notes.length).map(
    (/** @type {any} */ team) => make('li', {}, `${team.code}: `, ...spelt(team.notes, '; ')));
  notes.push(...race.data.known_gaps.map((/** @type {import('./words.js').Said} */ each) => make('li', {}, worded(each))));
  if (race.data.record) notes.push(make('li', {}, say('recordNote', { record: race.data.record.kind })));
  if (race.ghost || race.data.no_ghost) notes.unshift(make('li', {}, race.ghost ? ghostNote(race) : worded(race.data.no_ghost)));
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
      `${each.place}${each.place === '–' ? '' : '.'} ${each.team} ${each.name}${each.guessed ? ' ?' : ''}`,
      ...[...each.beside, ...(each.points ? [each.points] : [])].map((/** @type {import('./words.js').Said} */ said) => make('small', {}, ` · ${worded(said)}`))))),
  ]);
  const notes = data.standings_remarks.map((/** @type {import('./words.js').Said} */ each) => make('li', {}, ...spelt([each], '')));
  return make('section', {}, make('h2', {}, say('places')), ...divisions, ...(notes.length ? [make('div', { class: 'remarks' }, make('ul', {}, ...notes))] : []));
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
