/** Times, gaps and laps in words, as the window words them. */

const MINUS = '−';
const NOISE_DIGITS = 4; // beyond these, of the last digit shown, is what calculating left

/** A time without its sign in units of its last digit, halves rounded up as in tables. @param {number} time [s] @param {number} decimals */
function units(time, decimals) {
  return Math.floor(Number((Math.abs(time) * 10 ** decimals).toFixed(NOISE_DIGITS)) + 0.5);
}

/** A time without its sign. @param {number} time [s] @param {number} decimals */
export function rounded(time, decimals) {
  return (units(time, decimals) / 10 ** decimals).toFixed(decimals);
}

/** @param {number} ticks hundredths of a second */
function face(ticks) {
  const whole = Math.floor(ticks / 6000);
  const rest = ticks % 6000;
  const seconds = String(Math.floor(rest / 100)).padStart(2, '0');
  return `${whole}:${seconds}.${String(rest % 100).padStart(2, '0')}`;
}

/** A running clock: hundredths are cut. @param {number} time [s] */
export function clock(time) {
  return face(Math.floor((Math.max(time, 0) + 0.0001) * 100));
}

/** A stopped clock, rounded as tables are. @param {number} time [s] */
export function stopped(time) {
  const ticks = units(Math.max(time, 0), 2);
  return ticks < 6000 ? (ticks / 100).toFixed(2) : face(ticks);
}

/** A gap with its sign. @param {number} gap [s] @param {number} [decimals] */
export function signed(gap, decimals = 2) {
  const text = rounded(gap, decimals);
  if (Number(text) === 0) return text;
  return `${gap < 0 ? MINUS : '+'}${text}`;
}

/** Decimals in which a gap at the finish is told: thousandths, where these alone tell who was first. @param {number} gap [s] */
export function marginDecimals(gap) {
  return Number(rounded(gap, 2)) === 0 && Number(rounded(gap, 3)) !== 0 ? 3 : 2;
}

/** The gap as one team's; empty where it is nought. @param {string[]} codes @param {number} team @param {number} gap first minus second [s] @param {number} decimals */
export function gapOf(codes, team, gap, decimals) {
  if (Number(rounded(gap, decimals)) === 0) return '';
  return `${codes[team]} ${signed(team === 0 ? gap : -gap, decimals)}`;
}
