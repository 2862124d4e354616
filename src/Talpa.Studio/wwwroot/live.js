// Puts the page for real vectors together: the line to the server, the map, and the C# that writes everything around it.
import { Field } from './live-field.js';
import { Hub } from './live-hub.js';
import { canOpen } from './place.js';

let page;
let hub;
let field;

// Whether files can be opened is the answer.
export function start(reference, canvas) {
  page = reference;
  field = new Field(canvas, {
    chosen: word => page.invokeMethodAsync('Chosen', word),
    walked: (word, rank) => page.invokeMethodAsync('Walked', word, rank),
    selected: (words, count) => page.invokeMethodAsync('Selected', words, count),
  });
  globalThis.talpaField = field;
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
    const opened = await hub.ask('Open');
    await page.invokeMethodAsync('Opened', JSON.stringify(opened));
    document.documentElement.dataset.ready = '';
    if (opened.value) {
      await hub.stream('Watch', [], take);

      // The stream has ended, but the server answers: another file has been opened.
      await hub.ask('Open');
      location.reload();
    }
  } catch (fault) {
    if (!closed) {
      throw fault;
    }
  }
}

function take(update) {
  field.add(update.added);
  if (update.frame) {
    const bytes = Uint8Array.from(atob(update.frame.positions), letter => letter.charCodeAt(0));
    field.show(update.frame, new Int16Array(bytes.buffer));
    update.frame.positions = '';
  }

  update.added = [];
  page.invokeMethodAsync('Updated', JSON.stringify(update));
}

// The answer as JSON text, which C# reads without reflection.
export async function ask(target, parameters) {
  try {
    return JSON.stringify(await hub.ask(target, ...parameters) ?? null);
  } catch (fault) {
    return JSON.stringify({ fault: fault.message });
  }
}

// Sends the file chosen with an input to the server, which reads it; the answer is JSON. Where it is open the page is loaded anew.
export async function openFile(input, kind, dimension, epochs, minCount) {
  const file = document.getElementById(input).files[0];
  const asked = new URLSearchParams({ as: kind, name: file.name, dimension, epochs, minCount });
  try {
    const response = await fetch(`open?${asked}`, { method: 'POST', body: file });
    const answer = await response.json();
    if (!answer.fault) {
      location.reload();
    }

    return JSON.stringify(answer);
  } catch {
    return JSON.stringify({ fault: 'the file could not be read, or the talpa command has ended' });
  } finally {
    document.getElementById(input).value = '';
  }
}

export const stop = () => hub.ask('Stop');

export async function colourByGroups(count) {
  const answer = await hub.ask('Group', count);
  field.colour(Uint8Array.from(atob(answer.value.members), letter => letter.charCodeAt(0)));
  return JSON.stringify({ value: { ...answer.value, members: '' } });
}

export const colourByFrequency = () => field.colour(null);
export const markAnswer = (chosen, neighbours, figure) => field.mark({ chosen, neighbours, figure });
export const markFollowed = followed => field.mark({ followed });
export const selectByDragging = on => field.selectByDragging(on);
export const unselect = () => field.unselect();
export const home = () => field.home();
export const zoom = factor => field.zoom(factor);
export const frameTimes = () => field.frameTimes();
export const clearTimes = () => field.clearTimes();

export function describeTimes() {
  const { points, count, median, p95, draw } = field.frameTimes();
  return count === 0
    ? 'Nothing has moved yet.'
    : `${points.toLocaleString('en')} points: ${median.toFixed(1)} ms a frame at the median, ${p95.toFixed(1)} at the 95th percentile of ${count}; drawing takes ${draw.toFixed(1)}`;
}
