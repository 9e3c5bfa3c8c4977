/** Every word that the page says by itself; what scenarios say comes with the data. */

/** @type {Record<string, Record<string, string>>} */
export const CATALOGUE = {
  en: {
    play: 'Play', pause: 'Pause', speed: 'Speed', camera: 'Camera', races: 'Races', help: 'Keys',
    copy: 'Copy link', copied: 'Link to this moment copied', link: 'Link to this moment:',
    theme: 'Light or dark', colours: 'Colours that every eye tells apart', print: 'Print results',
    overview: 'overview', follow: 'follow {code}', 'head-to-head': 'head-to-head', split: 'split screen',
    lap: 'LAP {lap} / {laps}', last: 'LAST LAP', over: '{laps} LAPS',
    before: 'the third skater stops the clock', gapAfter: 'gap after {laps}',
    gapEnd: 'gap at the finish', sinceFall: 'since the fall, estimated', about: '≈ {gap}',
    atFinish: 'at the finish', first: '{code} first', now: '≈ {gap} now', level: 'level',
    finishes: 'finish {times}',
    ahead: '{code} {by} s ahead of the {name} line', behind: '{code} {by} s behind the {name} line',
    recordNote: 'The {name} line is a model of that race: only its final time is known.',
    lapTimes: 'Lap times', gapRow: 'gap {code}', filled: '~ lap filled in by the model',
    gapChart: 'Gap (s) at equal distance', speedChart: 'Speed of the third skater (km/h)',
    chart: 'Other chart', events: 'What happened', result: 'Result', winner: 'winner',
    assumed: 'Good to know', missing: 'Not in the replay', close: 'Close', noReplay: 'no replay',
    places: 'Places', timeline: 'Timeline', stage: 'The race on the ice, {camera}',
    start: 'Start', bell: 'Bell: last lap', won: '{code} finish in {time}',
    toldLap: '{laps}: {gap}', toldLaps: '{code} {time} after {laps}', by: '{code} ahead by {gap} seconds',
    source: 'Sources: {sources}', what: 'what-if: not the race as it was skated',
    model: 'power model', time: 'Time', gap: 'Gap', team: 'Team', laps: '{n} laps', oneLap: '1 lap', half: '½ lap',
    old: 'This browser is too old to open the page: it cannot unpack its data.',
    keySpace: 'play or pause', keyArrows: '5 seconds back or forward; with Shift 1 second; with Ctrl a lap',
    keyJL: '10 seconds back or forward', keyFrames: 'one picture back or forward, and pause',
    keyNP: 'next or previous moment: exchange, swap, fall, finish', keyHome: 'to the start; to the end; from the start, playing',
    keySpeed: 'faster or slower: 0.1 to 16 times', keySpeeds: 'half, normal, double, fourfold speed',
    keyCamera: 'cameras; then 1, 2, 3 … chooses one', keyNextRace: 'next or previous race', keyZoom: 'nearer, further away, as it was',
    keyChart: 'chart: gap or speed', keyRaces: 'every race of the event', keyColours: 'colours that every eye tells apart',
    keyHelp: 'this sheet', keyTouch: 'On a phone: swipe the ice for the next camera, pinch to go nearer, drag to look around.',
  },
};

/**
 * A phrase with its places filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function say(key, values = {}) {
  const words = CATALOGUE[document.documentElement.lang] ?? CATALOGUE.en;
  return words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
