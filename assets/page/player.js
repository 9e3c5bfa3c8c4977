/** The player: what is chosen, what runs, and when a new picture is needed. */
import { Board, reading } from './board.js';
import { cameraName, cameras } from './cameras.js';
import { Chart } from './chart.js';
import { stopped } from './clock.js';
import { button, byId, make, tell } from './elements.js';
import { write } from './links.js';
import { Narrator, captions } from './narrator.js';
import { LapTable, eventList, lapsHead, remarks, resultCard } from './panels.js';
import { passed } from './race.js';
import { Scene } from './scene.js';
import { Timeline } from './timeline.js';
import { beside, say, worded } from './words.js';

export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 4, 8, 16];
const FRAME_S = 1 / 50;
const MOST_STEP_S = 0.25; // of real time: a page that slept does not jump
const NEAREST = 8;
const SOON_S = 0.05; // a mark so near is not the next one but this one

export class Player {
  /**
   * @param {any} data
   * @param {import('./race.js').Race[]} races
   * @param {import('./figures.js').Figures} figures
   * @param {import('./rink.js').Rink} rink
   */
  constructor(data, races, figures, rink) {
    this.data = data;
    this.races = races;
    this.canvas = /** @type {HTMLCanvasElement} */ (byId('ice'));
    const ctx = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d', { alpha: false }));
    this.scene = new Scene(ctx, figures, rink, data.dresses, races[0]);
    this.card = byId('result'); // lies here or there, by the layout
    this.board = new Board(byId('board'), byId('news'));
    this.narrator = new Narrator(byId('told'));
    this.lines = byId('captions');
    this.still = window.matchMedia('(prefers-reduced-motion: reduce)');
    this.light = window.matchMedia('(prefers-color-scheme: light)');
    this.upright = window.matchMedia('(orientation: portrait) and (max-width: 800px)');
    this.narrow = window.matchMedia('(max-width: 560px)');
    this.palette = 0;
    /** @type {import('./labels.js').View} */
    this.view = { zoom: 1, right: 0, up: 0 };
    this.time = 0;
    this.speed = 1;
    this.playing = false;
    this.camera = 'overview';
    this.captions = false; // whether they are shown, and ghosts
    this.haunted = true;
    /** A language that somebody chose. @type {string | undefined} */
    this.language = undefined;
    this.race = races[0];
    this.last = 0;
    this.due = false;
    /** When it could be used, from the page's opening [ms]. */
    this.opened = 0;
    this.inside = false;
    this.where = '';
    /** Milliseconds that the last pictures took, for measuring. @type {number[]} */
    this.spent = [];
    /** @type {(() => void) | undefined} */
    this.onRace = undefined;
    /** @type {(() => void) | undefined} */
    this.onCamera = undefined;
    /** @type {(() => void) | undefined} */
    this.onPlay = undefined;
    this.reset();
    this.timeline = new Timeline(byId('timeline'), (time) => this.seek(time));
    this.open(races[0].data.id);
    new ResizeObserver(() => this.need()).observe(this.canvas);
    for (const media of [this.still, this.light, this.upright, this.narrow]) media.addEventListener('change', () => this.dress());
    document.fonts?.ready.then(() => this.need());
  }

  /** Show another race, from its start. @param {string} id */
  open(id) {
    const found = this.races.find((race) => race.data.id === id);
    if (!found) return;
    this.race = found;
    this.time = 0;
    this.playing = false;
    if (!cameras(found.codes).includes(this.camera)) this.camera = 'overview';
    this.chart = undefined;
    this.dress();
    this.narrator.open(found);
    this.onPlay?.(); // of a race without a ghost its button says so
    const missing = found.data.listed.map((/** @type {any} */ each) => `${each.code} ${worded(each.word)}${beside(each)}`);
    this.narrator.tell(`${found.data.name}: ${[...found.teams.map((/** @type {any} */ each) => each.name), ...missing].join(', ')}`);
  }

  /** The colours of the race and everything that wears them. */
  dress() {
    const { race } = this;
    const colours = race.data.palettes[this.palette];
    const kind = this.chart?.kind;
    this.laps = new LapTable(race, colours, this.narrow.matches);
    const canvas = make('canvas', { id: 'curve', role: 'img' });
    this.chart = new Chart(canvas, race);
    if (kind && this.chart.kinds.includes(kind)) this.chart.kind = kind;
    canvas.addEventListener('pointerdown', (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.seek(/** @type {Chart} */ (this.chart).pointed(event));
    });
    canvas.addEventListener('pointermove', (event) => {
      if (event.buttons) this.seek(/** @type {Chart} */ (this.chart).pointed(event));
    });
    this.chartHead = make('h2', {}, this.chart.heading);
    const figure = make('div', { class: 'figure' }, this.chartHead, canvas, button('X', () => this.nextChart(), { class: 'small', 'aria-label': say('chart'), title: say('chart') }));
    canvas.setAttribute('aria-label', this.chart.heading);
    if (this.chart.kinds.length < 2) figure.lastElementChild?.remove();
    byId('panels').replaceChildren(make('div', { class: 'table', tabindex: '0', role: 'region', 'aria-label': lapsHead(race) }, make('div', { class: 'across' }, this.laps.element), remarks(race)), figure,
      eventList(race, colours, (time) => this.seek(time)));
    const { card } = this;
    card.replaceChildren(resultCard(race, colours));
    if (this.upright.matches) byId('stage').append(card);
    else byId('panels').lastElementChild?.prepend(card);
    this.timeline.open(race, colours);
    this.onRace?.();
    this.need();
  }

  nextChart() {
    this.chart?.next();
    if (this.chart && this.chartHead) {
      tell(this.chartHead, this.chart.heading);
      this.chart.canvas.setAttribute('aria-label', this.chart.heading);
    }
    this.need();
  }

  reset() {
    this.view = { zoom: 1, right: 0, up: 0 };
    this.need();
  }

  /** @param {number} factor */
  zoom(factor) {
    this.view.zoom = Math.min(Math.max(this.view.zoom * factor, 1), NEAREST);
    if (this.view.zoom === 1) Object.assign(this.view, { right: 0, up: 0 });
    this.need();
  }

  /** @param {number} right @param {number} down pixels on the screen */
  pan(right, down) {
    if (this.view.zoom === 1) return;
    const wide = this.camera === 'overview' ? 190 : 12;
    const scale = (this.canvas.clientWidth / wide) * this.view.zoom;
    this.view.right -= right / scale;
    this.view.up += down / scale;
    this.need();
  }

  /** @param {string} camera */
  look(camera) {
    if (!cameras(this.race.codes).includes(camera)) return;
    this.camera = camera;
    this.reset();
    this.onCamera?.();
    this.narrator.tell(cameraName(camera));
  }

  /** @param {number} steps */
  nextCamera(steps) {
    const all = cameras(this.race.codes);
    this.look(all[(all.indexOf(this.camera) + steps + all.length) % all.length]);
  }

  /** @param {number} time */
  seek(time) {
    if (Number.isNaN(time)) return; // of a pointer on what has no width
    this.time = Math.min(Math.max(time, 0), this.race.duration);
    this.need();
  }

  play() {
    if (!this.playing && this.time >= this.race.duration) this.time = 0;
    this.playing = !this.playing;
    this.last = 0;
    this.onPlay?.();
    this.need();
  }

  pause() {
    if (this.playing) this.play();
  }

  /** @param {number} steps */
  faster(steps) {
    const at = SPEEDS.indexOf(this.speed);
    this.setSpeed(SPEEDS[Math.min(Math.max(at + steps, 0), SPEEDS.length - 1)]);
  }

  /** @param {number} speed */
  setSpeed(speed) {
    this.speed = speed;
    this.onPlay?.();
  }

  /** The next moment of some, or the one before. @param {number[]} times @param {number} direction */
  step(times, direction) {
    const all = [...times].sort((a, b) => a - b);
    const at = direction > 0 ? passed(all, this.time + SOON_S) : passed(all, this.time - SOON_S) - 1;
    this.seek(at < 0 ? 0 : at >= all.length ? this.race.duration : all[at]);
  }

  /** Tell the moment, and what happens in it. */
  tell() {
    const { race, time } = this;
    const { time: clock, lap, caption, gap } = reading(race, time);
    const happens = race.data.events.filter((/** @type {any} */ each) => each[0] === time).map((/** @type {any} */ each) => say(each[3], each[4]));
    this.narrator.tell([clock, ...happens, lap, caption, gap].filter(Boolean).join(', '));
  }

  /** @param {number} direction */
  mark(direction) {
    const { events, bell_s: bell } = this.race.data;
    this.step([...events.map((/** @type {any} */ each) => each[0]), ...(bell === null ? [] : [bell])], direction);
  }

  /** @param {number} direction */
  lap(direction) {
    this.step(this.race.lapsDone, direction);
  }

  /** @param {number} frames */
  frame(frames) {
    this.pause();
    this.seek(this.time + frames * FRAME_S);
  }

  /** @param {number} steps */
  nextRace(steps) {
    const at = this.races.indexOf(this.race);
    this.open(this.races[(at + steps + this.races.length) % this.races.length].data.id);
  }

  colours() {
    this.palette = 1 - this.palette;
    this.dress();
  }

  /** A link to this moment. */
  get link() {
    return write({ t: this.time, race: this.race.data.id, camera: this.camera, lang: this.language });
  }

  toggleCaptions() {
    this.captions = !this.captions;
    this.onPlay?.();
    this.need();
  }

  toggleGhost() {
    this.haunted = !this.haunted;
    this.onPlay?.();
    this.need();
  }

  /** Go where a link points. @param {import('./links.js').Place} place */
  go(place) {
    if (place.race !== undefined && place.race !== this.race.data.id) this.open(place.race);
    if (place.camera !== undefined) this.look(place.camera);
    if (place.t !== undefined) this.seek(place.t);
  }

  /** Ask for a new picture: the only way to one. */
  need() {
    if (this.due) return;
    this.due = true;
    requestAnimationFrame((stamp) => this.run(stamp));
  }

  /** @param {number} stamp [ms] */
  run(stamp) {
    this.due = false;
    if (this.playing) {
      const before = this.time;
      const passing = this.last ? Math.min((stamp - this.last) / 1000, MOST_STEP_S) : 0;
      this.time = Math.min(before + passing * this.speed, this.race.duration);
      this.last = stamp;
      this.narrator.run(before, this.time);
      if (this.time >= this.race.duration) {
        this.playing = false;
        this.onPlay?.();
      } else {
        this.need();
      }
    }
    const began = performance.now();
    this.draw();
    this.spent.push(performance.now() - began);
    if (this.spent.length > 300) this.spent.shift();
  }

  draw() {
    const { race, time, canvas } = this;
    this.card.hidden = time < race.over; // first: it takes room from the ice
    const box = canvas.getBoundingClientRect();
    if (!box.width || !box.height) return; // on paper
    const dense = Math.min(window.devicePixelRatio || 1, 3);
    const size = { width: Math.round(box.width * dense), height: Math.round(box.height * dense) };
    if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size);
    this.scene.ctx.setTransform(dense, 0, 0, dense, 0, 0);
    const style = getComputedStyle(document.documentElement);
    /** @param {string} name */
    const colour = (name) => style.getPropertyValue(name).trim();
    const now = race.at(time);
    const stage = byId('stage'); // its shape does not hang on where the words on it lie, as that of the ice does
    this.scene.draw(race, now, {
      camera: this.camera, width: box.width, height: box.height, view: this.view,
      palette: this.palette, still: this.still.matches, ground: colour('--ground'), haunted: this.haunted,
      upright: stage.clientHeight > 0.9 * stage.clientWidth,
    });
    const palette = race.data.palettes[this.palette];
    const told = reading(race, time);
    this.board.show(told, palette, this.haunted);
    this.board.placeNews(told.newsTeam, this.scene.infield, this.camera, box);
    tell(this.lines, this.captions ? captions(this.narrator.story, time, this.speed).join('\n') : '');
    this.placeBoard();
    this.laps?.show(time);
    const names = palette.map((/** @type {any} */ each) => (colour('--light-mode') ? each.light : each.dark));
    this.chart?.draw(time, this.haunted, { text: colour('--text'), grid: colour('--edge'), muted: colour('--muted') }, names);
    const words = [told.time, told.lap, told.caption, told.gap].filter(Boolean).join(', ');
    this.timeline.show(time, words);
    tell(byId('now'), `${told.time} / ${stopped(race.over)}`);
    const label = say('stage', { camera: cameraName(this.camera) });
    if (canvas.getAttribute('aria-label') !== label) canvas.setAttribute('aria-label', label);
  }

  /** Words lie in the infield where there is room, else at the top. */
  placeBoard() {
    const board = byId('board');
    const { middle } = this.scene;
    const inside = middle !== null && middle.width > 110 && middle.height > 90;
    if (board.classList.toggle('inside', inside) !== this.inside) this.need(); // the ice is larger or smaller now
    this.inside = inside;
    const where = middle ? Object.values(middle).join() : '';
    if (where === this.where) return;
    this.where = where;
    if (inside) {
      for (const side of /** @type {const} */ (['width', 'height'])) board.style[side] = `${middle[side]}px`;
      board.style.left = `${middle.x}px`;
      board.style.top = `${middle.y}px`;
      board.style.setProperty('--unit', `${Math.min(middle.width / 17, middle.height / 14, 19)}px`);
    } else {
      board.removeAttribute('style');
    }
  }
}
