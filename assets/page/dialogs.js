/** The event's races, and the sheet of keys. */
import { stopped } from './clock.js';
import { button, make, spelt } from './elements.js';
import { standings } from './panels.js';
import { beside, say, unlike, worded } from './words.js';

/** @param {HTMLDialogElement} dialog @param {string} heading @param {...Node} inside */
function fill(dialog, heading, ...inside) {
  dialog.setAttribute('aria-label', heading);
  dialog.replaceChildren(make('h1', { tabindex: '-1', autofocus: '' }, heading), ...inside, button(say('close'), () => dialog.close(), { class: 'close' }));
}

/** The bracket: a card for each race, by round. @param {HTMLDialogElement} dialog @param {any} data @param {(id: string) => void} choose */
export function fillRaces(dialog, data, choose) {
  const rounds = data.rounds.map((/** @type {any} */ round) => make('section', {}, make('h2', {}, worded(round.name)), ...round.races.map((/** @type {any} */ race) => {
    const lines = race.teams.map((/** @type {any} */ team) => make('span', { class: team.order === 1 ? 'line first' : 'line' },
      make('b', {}, team.code), make('em', {}, team.records.join(' ')),
      make('span', { class: 'time' }, (team.time_s === null ? worded(team.word) : stopped(team.time_s)) + beside(team)),
      make('small', {}, ...spelt(team.place, ' · '))));
    const head = make('span', { class: 'line head' }, make('b', {}, race.name), make('span', {}, race.played ? worded(race.margin) : say('noReplay')));
    const card = button('', () => { dialog.close(); choose(race.id); }, { class: 'race', 'data-race': race.id });
    if (!race.played) card.disabled = true;
    card.append(head, ...lines);
    if (race.guess) card.append(make('small', {}, worded(race.guess)));
    return card;
  })));
  const columns = make('div', { class: 'bracket' }, ...rounds);
  if (data.standings.length) columns.append(standings(data));
  fill(dialog, [`${data.event.name} ${data.event.discipline}`.trim(), ...unlike(data.event)].join(' · '), columns);
}

/** @param {HTMLDialogElement} dialog @param {boolean} event whether there are several races @param {boolean} haunted whether one has a ghost */
export function fillHelp(dialog, event, haunted) {
  const keys = [
    ['Space K', 'keySpace'], ['← →', 'keyArrows'], ['J L', 'keyJL'], [', .', 'keyFrames'], ['N P', 'keyNP'],
    ['Home End R', 'keyHome'], ['↑ ↓', 'keySpeed'], ['1 2 3 4', 'keySpeeds'], ['C', 'keyCamera'], ['+ − 0', 'keyZoom'],
    ['X', 'keyChart'], ['U', 'keyCaptions'], ...(haunted ? [['G', 'keyGhost']] : []), ...(event ? [['B', 'keyRaces'], ['Shift+N Shift+P', 'keyNextRace']] : []), ['O', 'keyColours'], ['H ?', 'keyHelp'],
  ];
  const rows = keys.map(([key, word]) => make('tr', {}, make('th', { scope: 'row' }, make('kbd', {}, key)), make('td', {}, say(word))));
  fill(dialog, say('help'), make('table', {}, make('tbody', {}, ...rows)), make('p', {}, say('keyTouch')));
}
