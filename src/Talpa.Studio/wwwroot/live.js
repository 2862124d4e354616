// The live page: connects the server, the map, and the C# components around it.
import { bytesOf, pointsOf } from './live-bytes.js';
import { WordMap } from './live-map.js';
import { faultOf, Hub } from './live-hub.js';
import { canFilm } from './film.js';
import { saveReplay } from './live-film.js';
import { canOpen } from './capabilities.js';
import { onAddress } from './studio.js';

export { writeAddress } from './studio.js';

let page;
let hub;
let map;

// The canvas of the map.
let filmed;

// The latest frame of the server, and the frame of a replay that is shown in its place: -1 for none.
let latest;
let replayed = -1;
const replay = new Map();
const replayGap = 0.25;

// Computes again a layout other than the plane, for words that got their points after it; null for the plane.
let again = null;

// The number of the last request for a layout. An answer to an earlier one is not shown.
let requests = 0;

// Returns whether files can be opened.
export function start(reference, canvas) {
  page = reference;
  filmed = canvas;
  map = new WordMap(canvas, {
    chosen: word => page.invokeMethodAsync('Chosen', word),
    reached: (word, rank) => page.invokeMethodAsync('Reached', word, rank),
    selected: (words, count) => page.invokeMethodAsync('Selected', words, count),
  });
  globalThis.talpaMap = map;
  onAddress(fragment => page.invokeMethodAsync('AddressChanged', fragment));
  open();
  return canOpen;
}

async function open() {
  let closed = false;
  hub = new Hub('hub', () => {
    closed = true;
    page.invokeMethodAsync('Closed');
  });
  try {
    await hub.opened;
    const opened = await hub.invoke('Open');
    await page.invokeMethodAsync('Opened', JSON.stringify(opened));
    document.documentElement.dataset.ready = '';
    if (opened.value) {
      await hub.stream('Watch', [], take);

      // The stream has ended, but the server responds: another file has been opened.
      await hub.invoke('Open');
      location.reload();
    }
  } catch (fault) {
    if (!closed) {
      throw fault;
    }
  }
}

function take(update) {
  map.add(update.added);
  if (update.frame) {
    latest = decode(update.frame);
    if (replayed < 0 && !again) {
      show(latest);
    }

    update.frame.positions = '';
  }

  if (update.added.length > 0) {
    again?.();
  }

  update.added = [];
  page.invokeMethodAsync('Updated', JSON.stringify(update));
}

function decode({ positions, ...frame }) {
  return { frame, points: pointsOf(positions) };
}

function show({ frame, points }) {
  map.show(frame, points);
}

// Shows a frame of the replay, or the latest one again. Returns JSON: null if another frame has been requested meanwhile.
export async function showReplay(index, isLast) {
  replayed = isLast ? -1 : index;
  if (isLast) {
    show(latest);
    return 'null';
  }

  try {
    if (!replay.has(index)) {
      const answer = await hub.invoke('ReplayFrame', index);
      const { frame, points } = decode(answer.value);
      replay.set(index, { frame: { ...frame, gap: replayGap }, points });
    }
  } catch {
    return 'null';
  }

  if (replayed !== index) {
    return 'null';
  }

  show(replay.get(index));
  return JSON.stringify({ ...replay.get(index).frame, positions: '' });
}

// Whether the map keeps neighbourhoods. Its clusters are those of its words only, and other words get no points on it.
let showsNeighbourhoods = false;

function leaveLayout() {
  again = null;
  map.cancelFlight();
  map.decorate({});
  if (showsNeighbourhoods) {
    showsNeighbourhoods = false;
    map.colour(null);
  }
}

export function showPlane() {
  requests++;
  leaveLayout();
  if (latest) {
    show(latest);
  }
}

// Calls a method of the hub. An error becomes an answer with a fault.
async function query(target, ...parameters) {
  try {
    return await hub.invoke(target, ...parameters) ?? null;
  } catch (fault) {
    return faultOf(fault);
  }
}

// Places the words on axes between words: two, or four for two axes. Returns JSON without the positions: null if another layout has been requested meanwhile.
export async function showAxes(words) {
  const request = ++requests;
  const answer = await query('Axes', words);
  if (request !== requests) {
    return 'null';
  }

  if (answer.value) {
    leaveLayout();
    const update = async () => {
      const { value } = await query('Axes', words);
      if (value && again === update) {
        show(decode(value));
      }
    };
    again = update;
    show(decode(answer.value));
    const [across, up] = answer.value.axes;
    map.decorate({ ends: { left: across.from.word, right: across.to.word, bottom: up?.from.word, top: up?.to.word } });
    answer.value.positions = '';
  }

  return JSON.stringify(answer);
}

// Shows the map that keeps neighbourhoods, in the colours of its clusters. Returns JSON without the positions: null if another layout has been requested meanwhile.
export async function showNeighbourhoods() {
  const request = ++requests;
  const answer = await query('Neighbourhoods');
  if (request !== requests) {
    return 'null';
  }

  if (answer.value) {
    const { clusters, centres, words } = answer.value;
    again = () => {};
    map.cancelFlight();
    showsNeighbourhoods = true;
    show(decode(answer.value));
    map.colour(bytesOf(clusters.members));
    map.decorate({ frequent: words, regions: centres.map((at, i) => ({ at, name: clusters.examples[i].slice(0, 2).join(' ') })) });
    [answer.value.positions, clusters.members] = ['', ''];
  }

  return JSON.stringify(answer);
}

// Calls a method of the hub. Returns JSON text, which C# reads without reflection.
export async function invoke(target, parameters) {
  return JSON.stringify(await query(target, ...parameters));
}

// Sends the file of a file input to the server. Returns JSON. On success the page is reloaded.
export async function openFile(input, kind, dimension, epochs, minCount) {
  const file = document.getElementById(input).files[0];
  const settings = new URLSearchParams({ as: kind, name: file.name, dimension, epochs: epochs ?? '', minCount });
  try {
    const response = await fetch(`open?${settings}`, { method: 'POST', body: file });
    const answer = await response.json();
    if (!answer.fault) {
      location.reload();
    }

    return JSON.stringify(answer);
  } catch {
    return JSON.stringify({ fault: 'the file could not be read', reason: { key: 'fault.file.unread' } });
  } finally {
    document.getElementById(input).value = '';
  }
}

export const filmIsSupported = () => canFilm(filmed);

export const saveFilm = name => saveReplay(name, filmed, map, () => page.invokeMethodAsync('PlayReplay'));

// Moves the map to a word. Returns whether it has a point, or will get one.
export function flyTo(chosen, neighbours) {
  if (showsNeighbourhoods && !map.hasPoint(chosen)) {
    return false;
  }

  map.flyTo(chosen, neighbours);
  return true;
}

export const stop = () => hub.invoke('Stop');

export async function colourByGroups(count) {
  const answer = await hub.invoke('Group', count);
  map.colour(bytesOf(answer.value.members));
  return JSON.stringify({ value: { ...answer.value, members: '' } });
}

export const colourByFrequency = () => map.colour(null);
export const markAnswer = (chosen, neighbours, figure) => map.mark({ chosen, neighbours, figure });
export const markFollowed = followed => map.mark({ followed });
export const selectByDragging = on => map.selectByDragging(on);
export const unselect = () => map.unselect();
export const home = () => map.home();
export const zoom = factor => map.zoom(factor);
export const frameTimes = () => map.frameTimes();
export const clearTimes = () => map.clearTimes();

// Returns JSON.
export const measuredTimes = () => JSON.stringify(map.frameTimes());
