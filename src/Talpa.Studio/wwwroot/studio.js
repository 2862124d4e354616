// The parts of the page that need browser APIs: keys, dragging, the address, files. Everything else is C#.
import { canOpen } from './capabilities.js';
import { listen } from './studio-pointer.js';

let page = null;
const theme = stored('theme');
if (theme) {
  document.documentElement.dataset.theme = theme;
}

// Returns whether files can be opened.
export function start(reference) {
  page = reference;
  for (let steps = early.take(); steps > 0; steps--) {
    page.invokeMethodAsync('PressedAsync', ' ', false, null);
  }

  if (early.focus && document.activeElement === document.body) {
    document.getElementById(early.focus)?.focus();
  }

  if (!isFirstVisit()) {
    document.getElementById('first-caption')?.remove();
  }

  document.addEventListener('keydown', onKeyDown);
  listen(page);
  onAddress(openAddress);
  matchMedia('(max-width: 700px)').addEventListener('change', event => page.invokeMethodAsync('Narrowed', event.matches));
  document.documentElement.dataset.ready = '';
  return canOpen;
}

let openings = 0;

async function openAddress(fragment) {
  const opening = ++openings;
  delete document.documentElement.dataset.ready;
  await page.invokeMethodAsync('AddressChangedAsync', fragment);
  if (opening === openings) {
    document.documentElement.dataset.ready = '';
  }
}

// Reports the fragment of each address that the user chooses. It is that of the event: the page may have written its own address meanwhile, as it does while it
// computes many steps.
export function onAddress(report) {
  addEventListener('hashchange', event => report(new URL(event.newURL).hash));
}

// Scrolls long tables and sentences to the centre word.
export function scrollToCentreWord() {
  for (const row of document.querySelectorAll('.scroll tr.centre, .scroll li.centre')) {
    const box = row.closest('.scroll');
    const head = box.querySelector('thead')?.offsetHeight ?? 0;
    if (row.offsetTop - head < box.scrollTop || row.offsetTop + row.offsetHeight > box.scrollTop + box.clientHeight) {
      box.scrollTop = row.offsetTop - head - row.offsetHeight;
    }
  }
}

export function switchTheme() {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'light' : 'dark';
  store('theme', document.documentElement.dataset.theme);
}

// Any access to the storage throws where it is blocked: in an iframe of another site, or by the browser's settings. What is chosen then lasts
// as long as the page.
function stored(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function store(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Not kept.
  }
}

// Whether the page begins with the story, as the script in index.html has decided.
export function isFirstVisit() {
  return 'firstVisit' in document.documentElement.dataset;
}

export function rememberStory() {
  store('story', 'seen');
}

export function focus(id) {
  document.getElementById(id)?.focus();
}

// Writes the address, and the layout that it names.
export function writeAddress(fragment, layout) {
  document.documentElement.dataset.layout = layout;
  history.replaceState(null, '', location.pathname + location.search + (fragment ? '#' + fragment : ''));
}

export function copyLink() {
  return copy(location.href);
}

// Copies the HTML of a frame with the page at a fragment.
export function copyFrame(fragment) {
  const address = `${location.origin}${location.pathname}${location.search}#${fragment}`.replaceAll('&', '&amp;').replaceAll('"', '%22');
  return copy(`<iframe src="${address}" width="480" height="600" title="Talpa Studio" style="border:0" loading="lazy"></iframe>`);
}

// Returns whether the browser allows it.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export function save(name, type, text) {
  saveBlob(name, new Blob([text], { type }));
}

// Saves the current picture, or all three side by side.
export async function savePicture(kind, name) {
  const { svg, width, height } = standalone([...document.querySelectorAll('svg.plane')]);
  const blob = new Blob([svg], { type: 'image/svg+xml' });
  if (kind === 'svg') {
    saveBlob(`${name}.svg`, blob);
    return;
  }

  const image = new Image();
  const address = URL.createObjectURL(blob);
  await new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = reject;
    image.src = address;
  });
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  saveBlob(`${name}.png`, await new Promise(resolve => canvas.toBlob(resolve, 'image/png')));
}

// Saves an animated SVG as a film, see studio-film.js, which is loaded on demand.
export async function saveFilm(name, animation) {
  return (await import('./studio-film.js')).saveFilm(name, animation);
}

export function saveBlob(name, blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Returns a picture that does not depend on the page's style sheet, at twice the size.
function standalone(pictures) {
  const made = name => document.createElementNS('http://www.w3.org/2000/svg', name);
  const whole = made('svg');
  const { width: side, height } = pictures[0].viewBox.baseVal;
  const width = side * pictures.length;
  const background = made('rect');
  background.setAttribute('width', width);
  background.setAttribute('height', height);
  background.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
  whole.append(background);
  pictures.forEach((picture, i) => {
    const copy = styled(picture);
    copy.setAttribute('x', i * side);
    copy.setAttribute('width', side);
    copy.setAttribute('height', height);
    whole.append(copy);
  });
  whole.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  whole.setAttribute('viewBox', `0 0 ${width} ${height}`);
  whole.setAttribute('width', 2 * width);
  whole.setAttribute('height', 2 * height);
  return { svg: new XMLSerializer().serializeToString(whole), width: 2 * width, height: 2 * height };
}

function styled(svg) {
  const copy = svg.cloneNode(true);
  const kept = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linecap', 'opacity', 'display',
    'font-family', 'font-size', 'font-weight', 'text-anchor', 'paint-order', 'transform'];
  const originals = [svg, ...svg.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  originals.forEach((original, i) => {
    const style = getComputedStyle(original);
    copies[i].setAttribute('style', kept.map(name => `${name}:${style.getPropertyValue(name)}`).join(';'));
  });
  return copy;
}

function onKeyDown(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }

  const target = event.target;
  const vector = target.closest('[data-vector]')?.dataset.vector ?? null;
  const chain = target.closest('[data-arrow-keys]');
  if (chain && event.key.startsWith('Arrow') && !vector && !target.matches('input, select')) {
    event.preventDefault();
    moveFocus(chain, target, event.key);
    return;
  }

  const turned = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (turned && target.matches('#plane[data-rotates]')) {
    event.preventDefault();
    page.invokeMethodAsync('Rotated', ...turned.map(sign => sign * (event.shiftKey ? 15 : 5)), true);
    return;
  }

  const isNumber = target.matches('.num, .part');
  // The keys of a clicker, and the arrow keys, work on the buttons of the story too: one of them has the focus after a click.
  const turns = document.querySelector('.caption-bar') && !target.matches('input, select, textarea') ? ['PageDown', 'PageUp', ...(target.matches('.caption-bar button') ? ['ArrowLeft', 'ArrowRight'] : [])] : [];
  if (event.key !== 'Escape' && target.matches('input, select, textarea, button') && !isNumber && !turns.includes(event.key)) {
    return;
  }

  const pageKeys = [' ', 'ArrowLeft', 'ArrowRight', 'Home', 'Escape', 'p', ...turns];
  const vectorKeys = ['ArrowUp', 'ArrowDown', 'Enter'];
  if (pageKeys.includes(event.key) || (vector && vectorKeys.includes(event.key))) {
    event.preventDefault();
    page.invokeMethodAsync('PressedAsync', event.key, event.shiftKey, vector);
  }
}

// Moves the focus to the nearest number in the direction of the key.
function moveFocus(chain, from, key) {
  const numbers = [...chain.querySelectorAll('.num, .part')].filter(number => number.getClientRects().length > 0 && !number.closest('[inert]'));
  if (!numbers.includes(from)) {
    numbers[0]?.focus();
    return;
  }

  const across = key === 'ArrowLeft' || key === 'ArrowRight';
  const sign = key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 1;
  const centre = element => {
    // Edges of the network cross in their middles, so each has a position of its own, nearer to its word.
    const box = (element.querySelector('.position') ?? element).getBoundingClientRect();
    return [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  };
  const [x, y] = centre(from);
  let best = null;
  let min = Infinity;
  for (const number of numbers) {
    const [otherX, otherY] = centre(number);
    const along = sign * (across ? otherX - x : otherY - y);
    const aside = Math.abs(across ? otherY - y : otherX - x);
    if (along > 2 && along + 4 * aside < min) {
      min = along + 4 * aside;
      best = number;
    }
  }

  best?.focus();
}
