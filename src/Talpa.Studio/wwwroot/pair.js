// The page of two models: connects the server, two maps, and the C# components around them. A word has the same index in both maps.
import { pointsOf } from './live-bytes.js';
import { WordMap } from './live-map.js';
import { faultOf, Hub } from './live-hub.js';
import { onAddress } from './studio.js';

export { writeAddress } from './studio.js';

const maxZoom = 12;

let page;
let hub;
let sides;
const indices = new Map();

export function start(reference, canvases) {
  page = reference;
  sides = canvases.map(canvas => {
    const map = new WordMap(canvas, {
      chosen: word => page.invokeMethodAsync('Chosen', word),
      reached: (word, rank) => page.invokeMethodAsync('Reached', word, rank),

      // There is nothing to do with several words here.
      selected: () => map.unselect(),
    });
    return { map, canvas, points: new Float32Array(0), reach: 1 };
  });
  globalThis.talpaMaps = sides.map(side => side.map);
  onAddress(fragment => page.invokeMethodAsync('AddressChanged', fragment));
  open();
}

async function open() {
  let closed = false;
  hub = new Hub('hub', () => {
    closed = true;
    page.invokeMethodAsync('Closed');
  });
  try {
    await hub.opened;
    const { value } = await hub.invoke('OpenPair');
    add(value.drawn, [value.first, value.second].map(({ positions, unit }) => Float32Array.from(pointsOf(positions), steps => steps * unit)), value.reach);
    value.drawn = [];
    value.first.positions = value.second.positions = '';
    await page.invokeMethodAsync('Opened', JSON.stringify({ value }), location.hash);
    document.documentElement.dataset.ready = '';
  } catch (fault) {
    if (!closed) {
      throw fault;
    }
  }
}

// Adds words with x and y of each on both maps.
function add(words, points, reach) {
  words.forEach(({ word }) => indices.set(word, indices.size));
  sides.forEach((side, i) => {
    const all = new Float32Array(side.points.length + points[i].length);
    all.set(side.points);
    all.set(points[i], side.points.length);
    side.points = all;
    side.reach = reach ?? side.reach;
    side.map.add(words);
    side.map.show({ unit: 1, reach: side.reach }, all);
  });
}

// Calls a method of the hub. Returns JSON text, which C# reads without reflection.
export async function invoke(target, parameters) {
  try {
    return JSON.stringify(await hub.invoke(target, ...parameters) ?? null);
  } catch (fault) {
    return JSON.stringify(faultOf(fault));
  }
}

// Finds a word in both models and marks it on both maps. Returns the answer as JSON text without the points.
export async function find(word) {
  const answer = JSON.parse(await invoke('NearestInPair', [word]));
  if (!answer.value) {
    clear();
    return JSON.stringify(answer);
  }

  const added = answer.value.points.filter(point => !indices.has(point.word));
  if (added.length > 0) {
    add(added, [added.flatMap(point => point.first), added.flatMap(point => point.second)]);
  }

  const lists = [answer.value.first, answer.value.second];
  const indicesOf = neighbours => neighbours.map(neighbour => indices.get(neighbour.word));
  const zoom = zoomFor(indices.get(word), lists.map(indicesOf));
  sides.forEach((side, i) => {
    side.map.mark({ chosen: indices.get(word), neighbours: indicesOf(lists[i]), shared: indicesOf(lists[i].filter(neighbour => neighbour.isShared)) });
    side.map.flyTo(indices.get(word), [], zoom);
  });
  answer.value.points = [];

  // On a narrow screen a word may be selected far below the maps.
  if (sides[1].canvas.getBoundingClientRect().bottom < 0) {
    sides[0].canvas.closest('section').scrollIntoView();
  }

  return JSON.stringify(answer);
}

// The zoom factor, the same for both maps, at which half of the neighbours of a word are in the inner half of the map where they lie farther apart.
function zoomFor(index, neighbours) {
  const radii = sides.map(({ points, reach }, i) => {
    const distances = neighbours[i].map(other => Math.hypot(points[2 * other] - points[2 * index], points[2 * other + 1] - points[2 * index + 1])).sort((a, b) => a - b);
    return 2 * (distances[Math.floor(distances.length / 2)] || 0) / reach;
  });
  const radius = Math.max(...radii);
  return radius > 0 ? Math.min(maxZoom, Math.max(1, 1 / radius)) : 1;
}

export const clear = () => sides.forEach(side => side.map.mark({ chosen: -1, neighbours: [], shared: [] }));
export const home = side => sides[side].map.home();
export const zoom = (side, factor) => sides[side].map.zoom(factor);
