/** What is written on the ice: teams, names, and how a ghost stands. */
import { ghostStands } from './board.js';
import { FONT } from './elements.js';
import { places } from './figures.js';
import { LIES, SKATERS } from './race.js';
import { doubted, say, worded } from './words.js';

const OUT_M = 0.35; // offset outward from the team's own line from which a skater is out of the train
const SWUNG_M = 0.75; // of a name under who is out of the train
const LYING_M = 1.25; // and under who lies on the ice
const GHOST_ASIDE_M = 7; // of its plate outside the train, where the rink is seen whole
const GHOST_NEAR_M = 1.5; // and from close by

/** @typedef {{x: number, y: number, width: number, height: number}} Box */
/** @typedef {{zoom: number, right: number, up: number}} View */
/** @typedef {{camera: string, width: number, height: number, view: View, palette: number, still: boolean, ground: string, haunted: boolean, upright: boolean}} Look */

/** Of the type over a close view [px]. @param {Box} box */
function headingSize(box) {
  return Math.min(Math.max(box.width / 26, 11), 17);
}

export class Labels {
  /** @param {CanvasRenderingContext2D} ctx @param {import('./rink.js').Rink} rink @param {import('./race.js').Race} race */
  constructor(ctx, rink, race) {
    this.ctx = ctx;
    this.rink = rink;
    this.race = race;
    this.now = race.at(0);
    /** @type {Look} */
    this.look = { camera: 'overview', width: 0, height: 0, view: { zoom: 1, right: 0, up: 0 }, palette: 0, still: false, ground: '', haunted: false, upright: false };
    /** @type {any[]} */
    this.colours = race.data.palettes[0];
  }

  /** @param {number} team */
  members(team) {
    return this.now.skaters.slice(SKATERS * team, SKATERS * (team + 1));
  }

  /** Who it is, how they skate, and how fast. @param {number} team @param {Box} box @param {boolean} main */
  heading(team, box, main) {
    const { ctx, race, now } = this;
    const size = headingSize(box);
    const high = 1.9 * size;
    const { suit, ink } = this.colours[team];
    const width = this.headingWidth(team, box, main);
    ctx.fillStyle = suit;
    ctx.fillRect(box.x, box.y, width, high);
    this.stripes(team, box.x, box.y, high);
    ctx.fillStyle = ink;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'left';
    ctx.font = `700 ${1.1 * size}px ${FONT}`;
    ctx.fillText(race.tags[team], box.x + 0.9 * size, box.y + high / 2);
    const taken = 1.8 * size + ctx.measureText(race.tags[team]).width;
    ctx.font = `400 ${0.86 * size}px ${FONT}`;
    ctx.textAlign = 'right';
    ctx.fillText(this.skates(team, race.kmh(team, Math.min(now.time, race.over)).toFixed(1)), box.x + width - 0.6 * size, box.y + high / 2, width - taken - 0.6 * size);
  }

  /** How a team skates now: its formation, as long as it has one. @param {number} team @param {string} kmh */
  skates(team, kmh) {
    const { race, now: { time } } = this;
    const formation = race.teams[team].formation.map(worded).join(', ');
    const how = time >= race.finish[team] ? say('through') : race.fell(team, time) ? say('afterFall') + doubted(race.teams[team].fall_doubt) : formation;
    return `${how} · ${kmh} km/h`;
  }

  /** How wide a heading is [px], whatever the speed in it. @param {number} team @param {Box} box @param {boolean} main */
  headingWidth(team, box, main) {
    if (!main) return box.width;
    const { ctx } = this;
    const size = headingSize(box);
    ctx.font = `700 ${1.1 * size}px ${FONT}`;
    const code = ctx.measureText(this.race.tags[team]).width;
    ctx.font = `400 ${0.86 * size}px ${FONT}`;
    return Math.min(code + ctx.measureText(this.skates(team, '88.8')).width + 4 * size, box.width);
  }

  /** Two bars for the second team, one for the first, so that not colour alone tells them. @param {number} team @param {number} x @param {number} y @param {number} high */
  stripes(team, x, y, high) {
    this.ctx.fillStyle = this.colours[team].ink;
    for (let k = 0; k <= team; k++) this.ctx.fillRect(x + 3 + 4 * k, y + 0.2 * high, 2, 0.6 * high);
  }

  /** A team's code beside its train. @param {number} team @param {import('./figures.js').Spot} spot @param {number} magnify @param {Box} box */
  tag(team, spot, magnify, box) {
    const { race, now } = this;
    const own = this.members(team);
    const tail = Math.min(...own.map((each) => each.distance));
    const { x, y } = spot(tail + magnify, this.rink.theme.laterals.infield);
    const size = Math.min(Math.max(box.height / 44, 10), 15);
    this.pill(race.tags[team], x, y, size, this.colours[team].suit, this.colours[team].ink, race.front(now.time) === team);
  }

  /** @param {string} text @param {number} x @param {number} y @param {number} size @param {string} fill @param {string} ink @param {boolean} ringed */
  pill(text, x, y, size, fill, ink, ringed) {
    const { ctx } = this;
    ctx.font = `700 ${size}px ${FONT}`;
    const width = ctx.measureText(text).width + 1.1 * size;
    ctx.beginPath();
    ctx.roundRect(x - width / 2, y - 0.75 * size, width, 1.5 * size, 0.35 * size);
    ctx.fillStyle = fill;
    ctx.fill();
    if (ringed) {
      ctx.strokeStyle = '#ffffff';
      ctx.lineWidth = 1.5;
      ctx.stroke();
    }
    ctx.fillStyle = ink;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText(text, x, y + 0.06 * size);
  }

  /** The skaters' names above the train, and under who is out of it; who is in front has theirs on the team's colour. @param {number} team @param {import('./figures.js').Spot} spot @param {number} scale @param {Box} box @param {boolean} main @param {number} [magnify] */
  names(team, spot, scale, box, main, magnify = 1) {
    const { ctx, race } = this;
    const own = this.members(team);
    const at = places(own, magnify);
    let size = Math.min(Math.max(box.width / (main ? 62 : 30), 10), 15);
    ctx.font = `700 ${size}px ${FONT}`;
    const listed = own.map((skater, k) => {
      const seen = spot(at[k].distance - 0.5 * magnify, at[k].lateral);
      return { k, skater, ...seen, wide: ctx.measureText(race.teams[team].skaters[k]).width + 2.5 * size };
    }).filter((each) => each.x > box.x - 30 && each.x < box.x + box.width + 30).sort((a, b) => a.x - b.x);
    const line = Math.min(...own.map((each) => each.lateral)); // of the train, which may go round the other one
    const train = listed.filter((each) => each.skater.lateral - line <= OUT_M);
    const abreast = listed.length - train.length > 1;
    const shrunk = Math.min(1, (box.width - 16) / train.reduce((sum, each) => sum + each.wide + 4, 1));
    size *= shrunk;
    for (const each of listed) each.wide *= shrunk;
    const total = train.reduce((sum, each) => sum + each.wide + 4, 0);
    const mean = train.reduce((sum, each) => sum + each.x, 0) / Math.max(train.length, 1);
    let left = Math.max(Math.min(mean - total / 2, box.x + box.width - total), box.x + 2);
    const below = box.y + 2 * headingSize(box) + 1.1 * size;
    let above = Math.max(Math.min(...train.map((each) => each.y)) - 1.1 * scale, box.y + size);
    if (above < below) {
      // Where ice is low there is room beside the heading, not under it.
      const beside = Math.max(left, box.x + this.headingWidth(team, box, main) + 6);
      if (beside + total <= box.x + box.width) left = beside;
      else above = below;
    }
    for (const each of listed) {
      if (train.includes(each)) {
        this.name(team, each.k, each.skater, left + each.wide / 2, above, each.wide, size);
        left += each.wide + 4;
      } else {
        // Abreast, as at the start, each has theirs ahead of them; who is out alone, under them where there is room.
        const under = each.y + (LIES.includes(each.skater.role) ? LYING_M : SWUNG_M) * scale;
        const ahead = abreast || under > box.y + box.height - size;
        const right = ahead ? each.x + 0.8 * scale + each.wide / 2 : each.x;
        const x = Math.min(Math.max(right, box.x + each.wide / 2), box.x + box.width - each.wide / 2);
        this.name(team, each.k, each.skater, x, Math.min(ahead ? each.y : under, box.y + box.height - size), each.wide, size);
      }
    }
  }

  /** One skater's name, with the colour of their helmet cover. @param {number} team @param {number} k @param {import('./race.js').Skater} skater @param {number} x @param {number} y @param {number} wide @param {number} size */
  name(team, k, skater, x, y, wide, size) {
    const { ctx, race } = this;
    const { colours, covers } = this.rink.theme;
    const leads = skater.place === 0;
    ctx.beginPath();
    ctx.roundRect(x - wide / 2, y - 0.8 * size, wide, 1.6 * size, 0.35 * size);
    ctx.fillStyle = leads ? this.colours[team].suit : colours.LABEL_PLATE;
    ctx.fill();
    ctx.beginPath();
    ctx.arc(x - wide / 2 + 0.95 * size, y, 0.38 * size, 0, 2 * Math.PI);
    ctx.fillStyle = covers[k];
    ctx.fill();
    ctx.strokeStyle = colours.OUTLINE;
    ctx.lineWidth = 1;
    ctx.stroke();
    ctx.font = `700 ${size}px ${FONT}`;
    ctx.fillStyle = leads ? this.colours[team].ink : '#ffffff';
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText(race.teams[team].skaters[k], x + 0.5 * size, y + 0.05 * size);
  }

  /** How the ghost stands, outside its train; at the picture's edge where it is not in view. @param {import('./figures.js').Spot} spot @param {Box} box @param {number} [team] the only one in the box */
  ghostPlate(spot, box, team) {
    const { ctx, race, now, look } = this;
    if (!race.ghost || !look.haunted || (team ?? race.data.ghost.beside) !== race.data.ghost.beside) return;
    const own = race.ghost.at(now.time).skaters;
    const middle = own.reduce((sum, each) => sum + each.distance, 0) / SKATERS;
    const at = spot(middle, Math.max(...own.map((each) => each.lateral)) + (team === undefined ? GHOST_ASIDE_M : GHOST_NEAR_M));
    const size = Math.min(Math.max(box.width / 70, 10), 14);
    const arrow = at.x > box.x + box.width ? ' →' : at.x < box.x ? ' ←' : '';
    const text = `${say('ghost')} · ${ghostStands(race, now.time)}${arrow}`;
    ctx.font = `700 ${size}px ${FONT}`;
    const half = ctx.measureText(text).width / 2 + size;
    const x = Math.min(Math.max(at.x, box.x + half), box.x + box.width - half);
    const y = Math.min(Math.max(at.y, box.y + 3.5 * size), box.y + box.height - 1.2 * size);
    const { colours } = this.rink.theme;
    this.pill(text, x, y, size, colours.LABEL_PLATE, '#ffffff', false);
    ctx.strokeStyle = this.colours[race.data.ghost.beside].suit;
    ctx.lineWidth = 1.5;
    ctx.stroke();
  }
}
