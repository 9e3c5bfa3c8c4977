/** The race on the ice through each camera. */
import { sideBySide } from './board.js';
import { FONT } from './elements.js';
import { places } from './figures.js';
import { Labels } from './labels.js';
import { FELL } from './race.js';

/** @typedef {import('./labels.js').Box} Box */
/** @typedef {import('./labels.js').Look} Look */

const FOLLOW_M = 12; // of the ice that a close camera shows across
const CLOSE_M = 5.6; // and a close-up beside the clock
const FOLLOW_LATERAL_M = 0.85;
const TRAIL_S = 1.7;
const TRAIL_DOTS = 18;
const GHOST_OPACITY = 0.6;
const ABOVE_M = 2.7; // of the ice over a train on the strip: its names
const BELOW_M = 1.6; // and under whoever is farthest out
const INSET = 0.285; // width of a close-up in the infield, of the rink's
const LEAST_PX = 24; // of ice on which anything is drawn: margins alone take 16

export class Scene extends Labels {
  /**
   * @param {CanvasRenderingContext2D} ctx
   * @param {import('./figures.js').Figures} figures
   * @param {import('./rink.js').Rink} rink
   * @param {any} dresses
   * @param {import('./race.js').Race} race
   */
  constructor(ctx, figures, rink, dresses, race) {
    super(ctx, rink, race);
    this.figures = figures;
    this.dresses = dresses;
    this.planned = { key: '', canvas: document.createElement('canvas') };
    /** Where words may lie, in the middle of the overview [px]; null in other cameras. @type {Box | null} */
    this.middle = null;
    /** Where news have room in the infield: their middle, and how wide it is [px]; null elsewhere. @type {{y: number, width: number} | null} */
    this.infield = null;
  }

  /**
   * One picture.
   * @param {import('./race.js').Race} race
   * @param {import('./race.js').Moment} now
   * @param {Look} look
   */
  draw(race, now, look) {
    this.race = race;
    this.now = now;
    this.look = look;
    this.colours = race.data.palettes[look.palette];
    const { ctx } = this;
    ctx.fillStyle = look.ground;
    ctx.fillRect(0, 0, look.width, look.height);
    this.middle = null;
    this.infield = null;
    const whole = { x: 0, y: 0, width: look.width, height: look.height };
    const [kind, code] = look.camera.split(':');
    if (kind === 'overview') this.overview(whole);
    else if (kind === 'follow') this.close(Math.max(race.codes.indexOf(code), 0), whole, true);
    else if (kind === 'split') this.split(whole);
    else this.strip(whole);
  }

  /** @param {Box} box */
  overview(box) {
    const { race, look } = this;
    const { oval } = race;
    const wide = oval.straight + 2 * (oval.radius + this.rink.theme.laterals.pads_outside);
    const high = 2 * (oval.radius + this.rink.theme.laterals.pads_outside);
    const { upright } = look;
    // Standing phones: the rink above, both trains from close by below it.
    const rink = upright ? { ...box, height: Math.min(box.width * (high / wide) + 8, 0.6 * box.height) } : box;
    const fit = Math.min((rink.width - 8) / wide, (rink.height - 8) / high);
    const scale = fit * look.view.zoom;
    const x = rink.x + rink.width / 2 - look.view.right * scale;
    const y = rink.y + rink.height / 2 + look.view.up * scale;
    this.clip(rink, () => {
      this.ctx.drawImage(this.plan(rink, x, y, scale), rink.x, rink.y, rink.width, rink.height);
      /** @type {import('./figures.js').Spot} */
      const spot = (distance, lateral) => {
        const at = oval.place(distance, lateral);
        return { x: x + at.x * scale, y: y - at.y * scale, angle: -at.heading };
      };
      const magnify = Math.max(1, Math.max(15, (29 * rink.height) / 1000) / scale);
      this.recordLine(spot, scale);
      this.ghost(spot, scale, magnify, rink);
      race.codes.forEach((_, team) => {
        if (!look.still) this.trail(team, spot, scale * magnify, magnify);
        this.train(team, spot, scale, magnify, rink);
        this.tag(team, spot, magnify, rink);
      });
      this.ghostPlate(spot, rink);
    });
    if (look.view.zoom === 1) this.insets(box, rink, fit, upright);
  }

  /** The rink from above, drawn again only when it is seen otherwise. @param {Box} box @param {number} x @param {number} y of its middle @param {number} scale */
  plan(box, x, y, scale) {
    const dense = this.ctx.getTransform().a;
    const key = [box.width, box.height, x, y, scale, dense, this.look.ground, this.race.data.id].join();
    if (this.planned.key === key) return this.planned.canvas;
    const { canvas } = this.planned;
    Object.assign(canvas, { width: Math.round(box.width * dense), height: Math.round(box.height * dense) });
    const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false }));
    ctx.fillStyle = this.look.ground;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.setTransform(dense * scale, 0, 0, -dense * scale, dense * (x - box.x), dense * (y - box.y));
    this.rink.draw(ctx, this.race.oval, {
      line: Math.max(0.2, 1.2 / scale), dash: [2.4, 1.7], cones: Math.max(0.055, 1.3 / scale), step: 4,
    });
    this.planned.key = key;
    return canvas;
  }

  /** Both trains from close by: in the infield, or under the rink. @param {Box} box @param {Box} rink @param {number} fit @param {boolean} upright */
  insets(box, rink, fit, upright) {
    const { race } = this;
    const { oval } = race;
    const count = race.codes.length;
    const inner = oval.radius + this.rink.theme.laterals.infield;
    if (upright) {
      this.infield = { y: rink.y + rink.height / 2, width: (oval.straight + inner) * fit };
      const top = rink.y + rink.height + 6;
      const height = (box.height - rink.height - 6 * (count + 1)) / count;
      if (height > 50) {
        race.codes.forEach((_, team) => this.close(team, { x: 6, y: top + team * (height + 6), width: box.width - 12, height }, false));
      }
      return;
    }
    const across = (oval.straight + 1.3 * (oval.radius - 4.5)) * fit;
    const width = Math.min(INSET * (oval.straight + 2 * oval.radius) * fit, 0.36 * across);
    const height = 1.42 * (oval.radius - 4.5) * fit;
    const left = box.width / 2 - across / 2;
    const top = rink.y + rink.height / 2 - height / 2;
    race.codes.forEach((_, team) => {
      this.close(team, { x: team ? left + across - width : left, y: top, width, height }, false);
    });
    this.middle = { x: left + width, y: top, width: across - width * 2, height };
    this.infield = { y: (top + height + rink.y + rink.height / 2 + inner * fit) / 2, width: across };
    if (count === 1) this.middle.width += width;
  }

  /** @param {Box} box */
  split(box) {
    const beside = sideBySide(box);
    this.race.codes.forEach((_, team) => this.close(team, beside
      ? { x: (team * box.width) / 2 + team, y: 0, width: box.width / 2 - 1, height: box.height }
      : { x: 0, y: (team * box.height) / 2 + team, width: box.width, height: box.height / 2 - 1 }, true));
  }

  /** One team to scale, the picture turning with it. @param {number} team @param {Box} box @param {boolean} main */
  close(team, box, main) {
    const { race, look, race: { oval } } = this;
    const own = this.members(team);
    const tail = Math.min(...own.map((each) => each.distance));
    const fallen = own.filter((each) => FELL.includes(each.role));
    const near = fallen.length ? fallen : own.filter((each) => each.distance - tail < 12);
    const centre = near.reduce((sum, each) => sum + each.distance, 0) / near.length - 0.4;
    // Who swings out stays in the picture: it widens, and moves outward with them.
    const aside = Math.max(...fallen.map((each) => each.lateral), 0);
    const out = Math.max(...near.map((each) => each.lateral), 0) - aside;
    const fit = main ? Math.min(box.width / FOLLOW_M, box.height / 5) : Math.min(box.width / CLOSE_M, box.height / (3.2 + 0.9 * out));
    const scale = fit * (main ? look.view.zoom : 1);
    const heading = oval.softHeading(centre);
    const middle = oval.place(centre, aside + (main ? FOLLOW_LATERAL_M : 0.45 * out - 0.6));
    const cos = Math.cos(heading);
    const sin = Math.sin(heading);
    const { right, up } = main ? look.view : { right: 0, up: 0 };
    /** @param {number} dx @param {number} dy */
    const turned = (dx, dy) => ({
      x: box.x + box.width / 2 + (dx * cos + dy * sin - right) * scale,
      y: box.y + box.height / 2 - (-dx * sin + dy * cos - up) * scale,
    });
    /** @type {import('./figures.js').Spot} */
    const spot = (distance, lateral) => {
      const at = oval.place(distance, lateral);
      return { ...turned(at.x - middle.x, at.y - middle.y), angle: heading - at.heading };
    };
    this.clip(box, () => {
      const origin = turned(-middle.x, -middle.y);
      this.metres(origin.x, origin.y, scale, heading, () => this.rink.draw(this.ctx, oval, {
        line: 0.05, dash: [1, 1], cones: 0.055, step: 1, near: centre,
      }));
      this.recordLine(spot, scale);
      if (main) this.ghost(spot, scale, 1, box);
      race.codes.forEach((_, other) => {
        if (other === team || main) this.train(other, spot, scale, 1, { ...box, width: box.x + box.width, height: box.y + box.height });
      });
      this.names(team, spot, scale, box, main);
      if (main) this.ghostPlate(spot, box, team);
      this.heading(team, box, main);
    }, main ? 0 : 8);
  }

  /** Both trains on a straightened strip: equal distances lie above each other. @param {Box} box */
  strip(box) {
    const { ctx, race, now, look } = this;
    const starts = race.teams.map((/** @type {any} */ team) => team.start_m);
    const fronts = race.codes.map((_, team) => Math.max(...this.members(team).map((each) => each.distance)) - starts[team]);
    const high = Math.max(...fronts) + 4;
    const low = Math.min(...now.tails) - 5;
    const span = Math.max(high - low, 16) / look.view.zoom;
    const middle = (high + low) / 2 + look.view.right;
    // Who swings out has room in the row, and their name under them.
    const out = Math.max(...now.skaters.map((each) => each.lateral), 0);
    const scale = Math.min(box.width / span, box.height / Math.max(11.6 + 1.7 * out, 2 * (ABOVE_M + out + BELOW_M)));
    const magnify = Math.max(1, 26 / scale);
    const { colours, laterals } = this.rink.theme;
    const row = box.height / 2;
    ctx.fillStyle = colours.ICE;
    ctx.fillRect(box.x, box.y, box.width, box.height);
    /** @param {number} skated */
    const across = (skated) => box.x + box.width / 2 + (skated - middle) * scale;
    const { oval } = race;
    const size = Math.min(Math.max(box.width / 60, 11), 16);
    for (let half = Math.floor((low - 200) / oval.half); half * oval.half < high + 200; half++) {
      const curve = across(half * oval.half + oval.straight / 2);
      ctx.fillStyle = colours.ICE_WARM_UP;
      ctx.fillRect(curve, box.y, Math.PI * oval.radius * scale, box.height);
    }
    for (let half = 0; half <= 2 * race.data.laps; half++) {
      const x = across(half * oval.half);
      ctx.fillStyle = half === 2 * race.data.laps ? colours.LINE_RED : colours.LINE_BLACK;
      ctx.fillRect(x - 1, box.y, 2, box.height);
      ctx.fillStyle = colours.ON_ICE_TEXT;
      ctx.font = `700 ${size}px ${FONT}`;
      ctx.textAlign = 'left';
      ctx.textBaseline = 'middle';
      ctx.fillText(`${half / 2}`, x + 5, box.y + row);
    }
    ctx.fillStyle = colours.TICK;
    for (let metre = Math.ceil(low / 5) * 5; metre < high; metre += 5) ctx.fillRect(across(metre), box.y + row - 3, 1, 6);
    ctx.fillRect(box.x, box.y + row, box.width, 1);
    race.codes.forEach((_, team) => {
      const aside = Math.max(...this.members(team).map((each) => each.lateral));
      const line = box.y + row * team + Math.min((0.47 - 0.04 * Math.min(Math.max(aside, 0), 2)) * row, row - (aside + BELOW_M) * scale);
      /** @type {import('./figures.js').Spot} */
      const spot = (distance, lateral) => ({ x: across(distance - starts[team]), y: line + lateral * scale, angle: 0 });
      const lane = { x: box.x, y: box.y + team * row, width: box.width, height: row };
      this.clip(lane, () => {
        const edge = line + laterals.inner_edge * scale;
        ctx.fillStyle = colours.LINE_RED;
        ctx.fillRect(box.x, Math.max(edge, lane.y), box.width, 2);
        ctx.fillStyle = colours.PADS;
        ctx.fillRect(box.x, line + laterals.pads_inside * scale, box.width, (laterals.pads_outside - laterals.pads_inside) * scale);
        if (team === race.front(now.time)) this.recordLine(spot, scale);
        if (team === race.data.ghost?.beside) this.ghost(spot, scale, magnify, box);
        this.train(team, spot, scale, magnify, { ...box, y: 0 });
        this.names(team, spot, scale * magnify, lane, true, magnify);
        this.ghostPlate(spot, lane, team);
        this.heading(team, lane, true);
      });
    });
  }

  /** @param {number} team @param {import('./figures.js').Spot} spot @param {number} scale @param {number} magnify @param {Box} box */
  train(team, spot, scale, magnify, box) {
    const own = this.members(team);
    this.figures.draw(this.ctx, own, places(own, magnify), spot, scale * magnify,
      this.dresses[this.colours[team].dress], { width: box.x + box.width, height: box.y + box.height });
  }

  /** The ghost's train, pale: what is under it stays seen. @param {import('./figures.js').Spot} spot @param {number} scale @param {number} magnify @param {Box} box */
  ghost(spot, scale, magnify, box) {
    const { ctx, race, now, look } = this;
    if (!race.ghost || !look.haunted) return;
    const own = race.ghost.at(now.time).skaters;
    ctx.globalAlpha = GHOST_OPACITY;
    this.figures.draw(ctx, own, places(own, magnify), spot, scale * magnify,
      this.dresses[this.colours[race.data.ghost.beside].ghost_dress], { width: box.x + box.width, height: box.y + box.height });
    ctx.globalAlpha = 1;
  }

  /** Fading dots where a train has just been. @param {number} team @param {import('./figures.js').Spot} spot @param {number} scale @param {number} magnify */
  trail(team, spot, scale, magnify) {
    const { ctx, race, now } = this;
    const own = this.members(team);
    if (own.some((each) => FELL.includes(each.role))) return;
    const tail = Math.min(...own.map((each) => each.distance)) - 0.75 * magnify;
    const span = (race.kmh(team, now.time) / 3.6) * TRAIL_S;
    ctx.fillStyle = this.colours[team].suit;
    for (let k = 0; k < TRAIL_DOTS; k++) {
      const age = (k + 0.5) / TRAIL_DOTS;
      const distance = tail - age * span;
      if (distance < race.teams[team].start_m) break;
      const { x, y } = spot(distance, 0.45 * Math.sin((2 * Math.PI * distance) / 15));
      ctx.globalAlpha = 0.05 + 0.4 * (1 - age);
      ctx.beginPath();
      ctx.arc(x, y, (0.35 + 0.65 * (1 - age)) * 0.2 * scale, 0, 2 * Math.PI);
      ctx.fill();
    }
    ctx.globalAlpha = 1;
  }

  /** The line of a record's pace. @param {import('./figures.js').Spot} spot @param {number} scale */
  recordLine(spot, scale) {
    const { ctx, race, now } = this;
    const place = race.recordPlace(now);
    if (place === null) return;
    const { colours, laterals } = this.rink.theme;
    const inner = spot(place, laterals.inner_edge);
    const outer = spot(place, laterals.lane_line);
    ctx.beginPath();
    ctx.moveTo(inner.x, inner.y);
    ctx.lineTo(outer.x, outer.y);
    ctx.strokeStyle = colours.RECORD_ON_ICE;
    ctx.lineWidth = Math.max(2, 0.05 * scale);
    ctx.stroke();
    const label = spot(place, laterals.lane_line + Math.min(14 / scale, 2.5));
    this.pill(race.data.record.kind, label.x, label.y, 10, colours.RECORD_ON_ICE, '#ffffff', false);
  }

  /** Draw in a box; one without room, as while a page is laid out, stays empty. @param {Box} box @param {() => void} draw @param {number} [radius] */
  clip(box, draw, radius = 0) {
    if (!(Math.min(box.width, box.height) >= LEAST_PX)) return;
    const { ctx } = this;
    ctx.save();
    ctx.beginPath();
    ctx.roundRect(box.x, box.y, box.width, box.height, radius);
    ctx.clip();
    draw();
    ctx.restore();
  }

  /** Draw in metres, y up, turned so that a heading points right. @param {number} x @param {number} y @param {number} scale @param {number} heading @param {() => void} draw */
  metres(x, y, scale, heading, draw) {
    const { ctx } = this;
    ctx.save();
    ctx.translate(x, y);
    ctx.rotate(heading);
    ctx.scale(scale, -scale);
    draw();
    ctx.restore();
  }
}
