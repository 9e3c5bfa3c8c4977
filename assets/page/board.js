/** Clock, gap and record, and what has just happened, in words. */
import { clock, gapOf, marginDecimals, rounded, stopped } from './clock.js';
import { make, tell, wear } from './elements.js';
import { doubted, say } from './words.js';

const NEWS_S = 4; // that a change of leader is told
const LOW_PX = 420; // ice so low has no room under who swings out
const SHORT = 4; // letters of a code; with longer ones, or doubts, a phone has no room for two captions side by side
const LEVEL_S = 0.05; // less than this from a record's pace is level with it

/** Whether two teams share ice side by side; else one lies above the other. @param {{width: number, height: number}} box */
export function sideBySide(box) {
  return box.width > 1.3 * box.height;
}

/** What is said at a moment. @param {import('./race.js').Race} race @param {number} time */
export function reading(race, time) {
  const { laps } = race.data;
  const over = time >= race.over - 1e-6;
  const racing = race.halfLaps(time).filter((/** @type {number} */ done) => done < 2 * laps);
  const lap = Math.floor(Math.max(...racing, racing.length ? 0 : 2 * laps - 1) / 2) + 1;
  const found = {
    lap: over ? say('over', { halves: 2 * laps }).toUpperCase() : lap === laps && laps > 1 ? say('last') : say('lap', { lap, laps }),
    time: over ? stopped(race.over) : clock(time),
    caption: '', gap: '', team: -1, live: '', finish: '', record: '', pace: '', news: '', newsTeam: -1, ghost: '', unsure: false,
    wordy: race.data.teams.some((/** @type {any} */ team) => team.finish_doubt || team.tag.length > SHORT),
  };
  const common = race.gapNow(time);
  const ahead = race.front(time);
  if (common && common.gap === null && common.done === 0) {
    found.caption = say('fallUnknown');
  } else if (common && common.gap === null) {
    found.caption = common.done === 2 * laps ? say('sameTime') + doubted(race.data.tie_doubt) : say('atFinish');
    found.team = ahead;
    found.gap = say('first', { code: race.tags[ahead] });
  } else if (common && common.gap !== null) {
    const fell = common.done === 0;
    const home = common.done === 2 * laps;
    const shown = gapOf(race.tags, ahead, common.gap, fell ? 1 : home ? marginDecimals(common.gap) : 2);
    const told = shown || say('level');
    found.caption = say('gapAfter', { halves: common.done });
    if (fell) found.caption = say('sinceFall');
    else if (home) {
      const timed = rounded(race.finish[0] - race.finish[1], 2) === rounded(common.gap, 2);
      found.caption = say(timed ? 'gapEnd' : 'gapPublished');
    }
    const doubt = fell ? '' : race.data.gap_doubts[common.done - 1];
    found.caption += doubted(doubt);
    found.unsure = doubt !== '';
    found.gap = fell ? say('about', { gap: told }) : told;
    found.team = shown ? ahead : -1;
    const estimate = race.liveGap(time);
    if (!fell && estimate !== null && time < Math.min(...race.finish)) {
      found.live = say('now', { gap: gapOf(race.tags, ahead, estimate, 1) || say('level') });
    }
  } else if (race.codes.length === 2) {
    found.caption = say('before');
  }
  const done = race.codes.flatMap((_, team) => (race.finish[team] <= time + 1e-6 ? [`${race.tags[team]} ${stopped(race.finish[team])}${doubted(race.data.teams[team].finish_doubt)}`] : []));
  if (done.length) found.finish = say('finishes', { times: done.join(' · ') });
  const record = race.recordLag(Math.min(time, race.over));
  if (record && time > 3) {
    const level = Math.abs(record.lag) < LEVEL_S;
    found.pace = level ? 'level' : record.lag < 0 ? 'ahead' : 'behind';
    // An estimate, since the record's course is the model's, until the team has finished.
    const about = time >= race.finish[record.front] ? '' : '≈ ';
    found.record = say(level ? 'levelRecord' : found.pace, {
      code: race.tags[record.front], by: about + Math.abs(record.lag).toFixed(1), record: race.data.record.kind,
    });
  }
  if (race.ghost) found.ghost = `${ghostName(race)} · ${ghostStands(race, time)}`;
  for (const [at, kind, team, phrase, values] of race.data.events) {
    if (kind !== 'finish' && time >= at && time - at < NEWS_S) Object.assign(found, { news: say(phrase, values), newsTeam: team });
  }
  if (race.data.bell_s !== null && time >= race.data.bell_s && time - race.data.bell_s < NEWS_S && !found.news) found.news = say('bell');
  return found;
}

/** What a race's ghost is. @param {import('./race.js').Race} race @returns {string} */
export function ghostName(race) {
  return say(race.data.ghost.phrase, race.data.ghost.values);
}

/** How it stands, and once both are done, how they finished. @param {import('./race.js').Race} race @param {number} time */
export function ghostStands(race, time) {
  const { apart, done } = race.ghostGap(time);
  const by = rounded(apart, done ? 2 : 1);
  const how = Number(by) === 0 ? say('level') : say(apart < 0 ? 'ghostAhead' : 'ghostBehind', { by });
  return done ? say('ghostDone', { how }) : say('about', { gap: how });
}

export class Board {
  /** @param {HTMLElement} root @param {HTMLElement} news */
  constructor(root, news) {
    this.lines = Object.fromEntries(['lap', 'time', 'caption', 'gap', 'live', 'finish', 'record', 'ghost'].map((name) => [name, make('p', { class: name })]));
    root.replaceChildren(...Object.values(this.lines));
    this.root = root;
    root.setAttribute('aria-hidden', 'true'); // told in the live region instead
    this.news = news;
  }

  /** @param {ReturnType<typeof reading>} found @param {any[]} colours @param {boolean} haunted whether the ghost is shown */
  show(found, colours, haunted) {
    for (const [name, line] of Object.entries(this.lines)) tell(line, /** @type {any} */ (found)[name]);
    this.root.classList.toggle('wordy', found.wordy);
    const { gap, record } = this.lines;
    gap.style.setProperty('--letters', String(Math.max(found.gap.length, 1))); // its type fits a phone
    gap.classList.toggle('level', found.team < 0);
    gap.classList.toggle('unsure', found.unsure);
    gap.classList.toggle('twin', found.team === 1);
    if (found.team >= 0) wear(gap, colours[found.team]);
    for (const pace of ['ahead', 'level']) record.classList.toggle(pace, found.pace === pace);
    if (!haunted) tell(this.lines.ghost, '');
    tell(this.news, found.news);
  }

  /**
   * News lie where they cover nobody: in the infield, else away from whoever swings out.
   * @param {number} team that they are of
   * @param {{y: number, width: number} | null} infield where it has room [px]
   * @param {string} camera
   * @param {{width: number, height: number}} box of the ice [px]
   */
  placeNews(team, infield, camera, box) {
    const { height } = box;
    const { style } = this.news;
    const low = camera.startsWith('follow') && height < LOW_PX;
    const stacked = camera === 'head-to-head' || (camera === 'split' && !sideBySide(box));
    const bottom = infield ? height - infield.y : 5 + (stacked && team === 1 ? height / 2 : 0);
    style.bottom = `${bottom}px`;
    style.maxWidth = infield ? `${infield.width}px` : low ? '38%' : '';
    style.left = low ? '10px' : '';
    style.transform = infield ? 'translate(-50%, 50%)' : low ? 'none' : '';
  }
}
