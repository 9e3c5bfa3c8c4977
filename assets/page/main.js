/** Opens the page: reads its data, puts the player together, and gives it keys and buttons. */
import { cameraName, cameras } from './cameras.js';
import { fillHelp, fillRaces } from './dialogs.js';
import { button, byId, make, tell } from './elements.js';
import { Figures } from './figures.js';
import { watch } from './gestures.js';
import { embedded, read } from './links.js';
import { sheet } from './panels.js';
import { Player, SPEEDS } from './player.js';
import { Race } from './race.js';
import { Rink } from './rink.js';
import { stopped } from './clock.js';
import { unpackJson } from './codec.js';
import { beside, choose, day, languages, learn, say, unlike, worded } from './words.js';

const TOO_OLD = 'This browser is too old to open the page: it cannot unpack its data.';

/** @param {Player} player @param {any} data */
function header(player, data) {
  const { event } = data;
  const { lang } = document.documentElement;
  const tongue = make('select', { id: 'language', 'aria-label': say('language') }, ...languages().map(
    ([each, name]) => make('option', { value: each, lang: each, ...(each === lang ? { selected: '' } : {}) }, name)));
  tongue.addEventListener('change', () => {
    speak(player, data, tongue.value);
    byId('language').focus();
  });
  const title = make('h1', {}, event.name, ' ', make('small', {}, event.discipline));
  const race = make('strong', { id: 'race' });
  const warned = make('span', { class: 'unlike' });
  const about = make('span', { class: 'about' });
  const records = make('span', { class: 'records' });
  byId('head').replaceChildren(title, race, warned, about, records, tongue);
  player.onRace = () => {
    const { data: shown } = player.race;
    tell(race, shown.name);
    race.classList.toggle('gold', shown.round === 'final-a');
    const missing = shown.listed.map((/** @type {any} */ each) => `${each.code} ${worded(each.word)}${beside(each)}`);
    const warning = [...missing, ...unlike(event)].join(' · ');
    tell(warned, warning);
    document.documentElement.classList.toggle('warned', warning !== ''); // an embedded page says that much
    tell(about, [day(shown.date || event.date), event.venue].filter(Boolean).join(' · '));
    tell(records, shown.records.map((/** @type {[string, number]} */ [kind, time]) => `${kind} ${stopped(time)}`).join('   '));
    document.title = `${shown.name}: ${player.race.codes.join(' v ')} · ${event.name}`;
    listCameras(player);
  };
  player.onRace();
}

/** @param {Player} player */
function listCameras(player) {
  const menu = byId('cameras');
  menu.replaceChildren(...cameras(player.race.codes).map((camera, k) => button(`${k + 1}  ${cameraName(camera)}`, () => {
    player.look(camera);
    menu.hidden = true;
  }, { 'data-camera': camera, 'aria-pressed': String(camera === player.camera) })));
  tell(byId('camera'), cameraName(player.camera));
}

/** @param {Player} player @param {any} data */
function bar(player, data) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('races'));
  const help = /** @type {HTMLDialogElement} */ (byId('help'));
  fillHelp(help, data.rounds.length > 0, player.races.some((race) => race.ghost));
  if (data.rounds.length) fillRaces(dialog, data, (id) => player.open(id));
  const play = button('', () => player.play(), { id: 'play', 'aria-label': say('play') });
  const speed = make('select', { id: 'speed', 'aria-label': say('speed') }, ...SPEEDS.map((each) => make('option', { value: String(each) }, `${each}×`)));
  speed.addEventListener('change', () => player.setSpeed(Number(speed.value)));
  const camera = button('', () => toggleCameras(), { id: 'camera', 'aria-haspopup': 'true', title: `${say('camera')} (C)` });
  const captions = button('CC', () => player.toggleCaptions(), { id: 'cc', 'aria-label': `CC: ${say('captions')}`, title: `${say('captions')} (U)` });
  const ghost = button(say('ghost'), () => player.toggleGhost(), { id: 'ghost', title: `${say('ghost')} (G)` });
  const buttons = [
    play, byId('now'), byId('timeline'), speed, camera,
    ...(data.rounds.length ? [button(say('races'), () => dialog.showModal(), { id: 'list' })] : []),
    ...(player.races.some((race) => race.ghost) ? [ghost] : []),
    captions,
    button(say('copy'), () => copy(player), { id: 'copy', 'aria-label': say('copy'), title: say('copy') }),
    button('◐', () => theme(player), { 'aria-label': say('theme'), title: say('theme'), id: 'theme' }),
    button('?', () => help.showModal(), { 'aria-label': say('help'), title: say('help'), id: 'keys' }),
  ];
  byId('transport').replaceChildren(...buttons, byId('cameras'), byId('toast'));
  player.onPlay = () => {
    play.classList.toggle('playing', player.playing);
    play.setAttribute('aria-label', say(player.playing ? 'pause' : 'play'));
    speed.value = String(player.speed);
    captions.setAttribute('aria-pressed', String(player.captions));
    byId('stage').classList.toggle('captioned', player.captions);
    ghost.disabled = !player.race.ghost;
    ghost.setAttribute('aria-pressed', String(player.haunted && !ghost.disabled));
  };
  player.onCamera = () => listCameras(player);
  player.onPlay();
}

function toggleCameras() {
  const menu = byId('cameras');
  menu.hidden = !menu.hidden;
}

/** @param {Player} player */
async function copy(player) {
  history.replaceState(null, '', player.link);
  const address = `${location.href.replace(/#.*/, '')}${player.link}`;
  try {
    await navigator.clipboard.writeText(address);
    announce(player, say('copied'));
  } catch {
    announce(player, `${say('link')} ${player.link}`);
  }
}

/** Said to everybody for a while. @param {Player} player @param {string} text */
function announce(player, text) {
  const toast = byId('toast');
  tell(toast, text);
  player.narrator.tell(text);
  setTimeout(() => tell(toast, ''), 4000);
}

/** @param {Player} player */
function theme(player) {
  const root = document.documentElement;
  const light = getComputedStyle(root).getPropertyValue('--light-mode').trim();
  root.dataset.theme = light ? 'dark' : 'light';
  player.need();
}

/** Keys that lead to another moment, which is then told. */
const MOMENTS = ['ArrowLeft', 'ArrowRight', 'j', 'l', ',', '.', 'n', 'p', 'Home', 'End'];

/** Tell what a key has done, to whoever does not see it. @param {Player} player @param {KeyboardEvent} event */
function echo(player, { key: pressed, repeat }) {
  const key = pressed.length === 1 ? pressed.toLowerCase() : pressed;
  if (repeat) return;
  if (MOMENTS.includes(key) || ([' ', 'k'].includes(key) && !player.playing)) player.tell();
  else if (['ArrowUp', 'ArrowDown', '<', '>', '1', '2', '3', '4'].includes(key)) player.narrator.tell(`${player.speed}×`);
}

/** @param {Player} player @param {KeyboardEvent} event @returns {boolean} whether the key did something */
function press(player, event) {
  const { key, shiftKey: shift } = event;
  const control = event.ctrlKey || event.metaKey;
  const menu = byId('cameras');
  if (event.altKey || (control && !key.startsWith('Arrow'))) return false;
  if (!menu.hidden && /^[1-9]$/.test(key)) {
    const camera = cameras(player.race.codes)[Number(key) - 1];
    if (camera) player.look(camera);
    menu.hidden = true;
    return true;
  }
  const direction = key === 'ArrowLeft' ? -1 : 1;
  /** @type {Record<string, () => void>} */
  const acts = {
    ' ': () => player.play(), k: () => player.play(),
    ArrowLeft: () => (control ? player.lap(direction) : player.seek(player.time - (shift ? 1 : 5))),
    ArrowRight: () => (control ? player.lap(direction) : player.seek(player.time + (shift ? 1 : 5))),
    j: () => player.seek(player.time - 10), l: () => player.seek(player.time + 10),
    ',': () => player.frame(-1), '.': () => player.frame(1),
    n: () => (shift ? player.nextRace(1) : player.mark(1)), p: () => (shift ? player.nextRace(-1) : player.mark(-1)),
    Home: () => player.seek(0), End: () => player.seek(player.race.duration),
    r: () => { player.seek(0); if (!player.playing) player.play(); },
    ArrowUp: () => player.faster(1), '>': () => player.faster(1), ArrowDown: () => player.faster(-1), '<': () => player.faster(-1),
    1: () => player.setSpeed(0.5), 2: () => player.setSpeed(1), 3: () => player.setSpeed(2), 4: () => player.setSpeed(4),
    c: toggleCameras, '+': () => player.zoom(1.25), '=': () => player.zoom(1.25), '-': () => player.zoom(0.8), 0: () => player.reset(),
    x: () => player.nextChart(), u: () => player.toggleCaptions(), g: () => byId('ghost')?.click(), o: () => player.colours(), b: () => byId('list')?.click(),
    h: () => byId('keys').click(), '?': () => byId('keys').click(), F1: () => byId('keys').click(),
    Escape: () => { menu.hidden = true; },
  };
  const act = acts[key.length === 1 ? key.toLowerCase() : key];
  act?.();
  return act !== undefined;
}

/** @param {Player} player */
function keys(player) {
  document.addEventListener('keydown', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (document.querySelector('dialog[open]') || target.closest('select, input')) return;
    if (event.key === ' ' && target.closest('button')) return; // presses the button
    const { race } = player;
    const choosing = !byId('cameras').hidden;
    if (!press(player, event)) return;
    event.preventDefault();
    if (!choosing && player.race === race) echo(player, event);
  });
}

/** Say everything in a language. @param {Player} player @param {any} data @param {string} [language] one that somebody chose */
function speak(player, data, language) {
  player.language = language ?? player.language;
  document.documentElement.lang = choose(player.language, navigator.languages);
  byId('panels').setAttribute('aria-label', say('panels'));
  bar(player, data);
  header(player, data);
  player.dress();
  sheet(byId('sheet'), data, player.races);
}

async function main() {
  if (typeof DecompressionStream === 'undefined') {
    tell(byId('told'), TOO_OLD);
    byId('told').classList.add('fault');
    return;
  }
  const data = await unpackJson(JSON.parse(/** @type {string} */ (byId('data').textContent)));
  if (embedded(location.search)) document.documentElement.classList.add('embed');
  learn(data.words);
  const place = read(location.hash);
  document.documentElement.lang = choose(place.lang, navigator.languages);
  const figures = await Figures.open(data.figures);
  const races = await Promise.all(data.races.map((/** @type {any} */ race) => Race.open(race)));
  byId('transport').replaceChildren(
    make('span', { id: 'now' }), make('div', { id: 'timeline' }), make('div', { id: 'cameras', hidden: '' }), make('p', { id: 'toast' }));
  const player = new Player(data, races, figures, new Rink(data.look));
  speak(player, data, place.lang);
  keys(player);
  watch(player.canvas, {
    tap: () => player.play(), swipe: (steps) => player.nextCamera(steps), pan: (right, down) => player.pan(right, down),
    zoom: (factor) => player.zoom(factor), near: () => player.view.zoom > 1,
  });
  player.go(place);
  window.addEventListener('hashchange', () => {
    const next = read(location.hash);
    if (next.lang !== undefined && next.lang !== player.language) speak(player, data, next.lang);
    player.go(next);
  });
  Object.assign(window, { player }); // for whoever embeds the page, and for tests
  player.opened = performance.now();
  document.documentElement.dataset.ready = 'true';
}

main();
