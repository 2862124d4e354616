// The map of words: points that glide from frame to frame, on a canvas that a hand or the keyboard moves and asks.
import { Labels } from './live-labels.js';
import { Pixels } from './live-pixels.js';

const longestGlide = 4000;
const keptTimes = 900;
const touch = 14;

export class Field {
  #canvas;
  #context;
  #said;
  #words = [];
  #ranks = [];
  #from = new Float32Array(0);
  #to = new Float32Array(0);
  #places = new Float32Array(0);
  #classes = new Uint8Array(0);
  #groups = null;
  #frameAt = 0;
  #glide = 1;
  #reach = { from: 1, to: 1, at: 0 };
  #view = { x: 0, y: 0, zoom: 1 };
  #pixels = new Pixels();
  #labels = new Labels();
  #selecting = false;
  #box = null;
  #hovered = -1;
  #cursor = -1;
  #marks = { chosen: -1, neighbours: [], followed: [], figure: [], selected: new Set() };
  #palette = null;
  #queued = false;
  #lastTime = 0;
  #times = [];
  #costs = [];
  #still = matchMedia('(prefers-reduced-motion: reduce)');

  // said: what to call when a point is { chosen, walked, selected }.
  constructor(canvas, said) {
    this.#canvas = canvas;
    // Kept in the computer's memory, since most of each picture is written there pixel by pixel.
    this.#context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    this.#said = said;
    new ResizeObserver(() => this.redraw()).observe(canvas);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.redraw());
    new MutationObserver(() => this.redraw()).observe(document.documentElement, { attributeFilter: ['data-theme'] });
    canvas.addEventListener('wheel', event => this.#wheeled(event), { passive: false });
    canvas.addEventListener('pointerdown', event => this.#pressed(event));
    canvas.addEventListener('pointermove', event => this.#pointed(event));
    canvas.addEventListener('pointerleave', () => this.#hover(-1));
    canvas.addEventListener('keydown', event => this.#keyed(event));
    canvas.addEventListener('blur', () => this.redraw());
  }

  add(words) {
    for (const { word, rank } of words) {
      this.#words.push(word);
      this.#ranks.push(rank);
    }

    const classes = new Uint8Array(this.#words.length);
    this.#classes = classes.map((_, i) => this.#groups ? this.#groups[i] ?? 0 : Math.min(4, Math.floor(Math.log10(Math.max(1, this.#ranks[i])))));
    this.redraw();
  }

  // A new frame: points glide to it from where they are shown, for about as long as the next one takes to come.
  show(frame, positions) {
    const now = performance.now();
    const shown = this.#shown(now);
    const to = new Float32Array(positions.length);
    for (let i = 0; i < to.length; i++) {
      to[i] = positions[i] * frame.unit;
    }

    const from = to.slice();
    from.set(shown.subarray(0, Math.min(shown.length, to.length)));
    this.#from = from;
    this.#to = to;
    this.#glide = this.#still.matches || this.#frameAt === 0 ? 1 : Math.min(longestGlide, Math.max(300, 1.15 * (now - this.#frameAt)));
    this.#frameAt = now;
    if (frame.reach !== this.#reach.to) {
      const first = this.#reach.at === 0 || this.#still.matches;
      this.#reach = { from: first ? frame.reach : this.#reachAt(now), to: frame.reach, at: now };
    }

    this.redraw();
  }

  mark(marks) {
    Object.assign(this.#marks, marks);
    this.redraw();
  }

  // By frequency where there are no groups.
  colour(groups) {
    this.#groups = groups;
    this.add([]);
  }

  selectByDragging(on) {
    this.#selecting = on;
    this.#canvas.classList.toggle('selecting', on);
  }

  unselect() {
    this.#marks.selected = new Set();
    this.redraw();
  }

  home() {
    this.#view = { x: 0, y: 0, zoom: 1 };
    this.redraw();
  }

  zoom(factor, x = this.#canvas.clientWidth / 2, y = this.#canvas.clientHeight / 2) {
    const zoom = Math.min(400, Math.max(0.5, this.#view.zoom * factor));
    const scale = this.#scale(performance.now());
    const grown = scale * zoom / this.#view.zoom;
    const fromMiddle = [x - this.#canvas.clientWidth / 2, y - this.#canvas.clientHeight / 2];
    this.#view.x += fromMiddle[0] * (1 / scale - 1 / grown);
    this.#view.y -= fromMiddle[1] * (1 / scale - 1 / grown);
    this.#view.zoom = zoom;
    this.redraw();
  }

  // Milliseconds between the frames that were drawn one after the other, and how long each took to draw.
  frameTimes() {
    const sorted = list => [...list].sort((a, b) => a - b);
    const at = (list, share) => list.length ? list[Math.min(list.length - 1, Math.floor(share * list.length))] : 0;
    const times = sorted(this.#times);
    const costs = sorted(this.#costs);
    return { points: this.#to.length / 2, count: times.length, median: at(times, 0.5), p95: at(times, 0.95), draw: at(costs, 0.5), drawP95: at(costs, 0.95) };
  }

  clearTimes() {
    this.#times = [];
    this.#costs = [];
  }

  // Where a drawn word stands on the screen, for tests.
  placeOf(word) {
    const index = this.#words.indexOf(word);
    return index < 0 ? null : [this.#places[2 * index], this.#places[2 * index + 1]];
  }

  redraw() {
    if (!this.#queued) {
      this.#queued = true;
      requestAnimationFrame(time => this.#draw(time));
    }
  }

  #share(now) {
    return Math.min(1, (now - this.#frameAt) / this.#glide);
  }

  #shown(now) {
    const share = this.#share(now);
    return share >= 1 ? this.#to : this.#to.map((to, i) => this.#from[i] + (to - this.#from[i]) * share);
  }

  #reachAt(now) {
    const share = Math.min(1, (now - this.#reach.at) / 900);
    const eased = share * share * (3 - 2 * share);
    return Math.exp(Math.log(this.#reach.from) + (Math.log(this.#reach.to) - Math.log(this.#reach.from)) * eased);
  }

  // The screen's pixels for one of the vectors' units.
  #scale(now) {
    return this.#view.zoom * Math.min(this.#canvas.clientWidth, this.#canvas.clientHeight) / 2 / this.#reachAt(now);
  }

  #draw(time) {
    this.#queued = false;
    const start = performance.now();
    const box = { width: this.#canvas.clientWidth, height: this.#canvas.clientHeight };
    if (box.width === 0 || box.height === 0) {
      return;
    }

    const ratio = Math.min(2, devicePixelRatio);
    const [width, height] = [Math.round(box.width * ratio), Math.round(box.height * ratio)];
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }

    this.#project(start, box);
    this.#paint(box, ratio);
    const moves = this.#share(start) < 1 || (start - this.#reach.at < 900 && !this.#still.matches);
    this.#note(time, performance.now() - start, moves);
    if (moves) {
      this.redraw();
    }
  }

  #project(now, box) {
    const count = this.#to.length / 2;
    if (this.#places.length !== this.#to.length) {
      this.#places = new Float32Array(this.#to.length);
    }

    const share = this.#share(now);
    const scale = this.#scale(now);
    const { x, y } = this.#view;
    for (let i = 0; i < count; i++) {
      const across = this.#from[2 * i] + (this.#to[2 * i] - this.#from[2 * i]) * share;
      const up = this.#from[2 * i + 1] + (this.#to[2 * i + 1] - this.#from[2 * i + 1]) * share;
      this.#places[2 * i] = box.width / 2 + (across - x) * scale;
      this.#places[2 * i + 1] = box.height / 2 - (up - y) * scale;
    }
  }

  #paint(box, ratio) {
    const theme = document.documentElement.dataset.theme;
    const dark = theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    const count = Math.min(this.#to.length / 2, this.#words.length);
    const places = ratio === 1 ? this.#places : this.#places.map(x => x * ratio);
    const radius = ratio * Math.min(5, (count > 5000 ? 1.25 : count > 800 ? 1.8 : 3) * Math.pow(this.#view.zoom, 0.35));
    const palette = palettes[this.#groups ? 'groups' : 'frequency'][dark ? 'dark' : 'light'];
    this.#tellColours(palette);
    const context = this.#context;
    context.setTransform(1, 0, 0, 1, 0, 0);
    this.#pixels.draw(context, dark ? [27, 31, 36] : [255, 255, 255], places, count, this.#classes, palette, radius, Math.min(1000, count / 8), count > 5000 ? 0.7 : 0.85);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const ink = { text: dark ? '#e6e9ec' : '#1d232a', quiet: dark ? '#9aa5b1' : '#5b6672', ground: dark ? '#1b1f24' : '#ffffff', axis: dark ? '#3a424b' : '#cfd5da', one: dark ? '#6fb7f5' : '#0b63b0', two: dark ? '#f7a457' : '#a84a06' };
    this.#paintAxes(box, ink);
    this.#paintFigure(ink);
    this.#paintMarks(ink);
    this.#paintLabels(box, ink, count);
    this.#paintBox(ink);
  }

  // The legend's colours are the picture's.
  #tellColours(palette) {
    if (palette !== this.#palette) {
      this.#palette = palette;
      palette.forEach((rgb, i) => document.documentElement.style.setProperty(`--swatch-${i}`, `rgb(${rgb.join(' ')})`));
    }
  }

  #paintAxes(box, ink) {
    const context = this.#context;
    const scale = this.#scale(performance.now());
    const [x, y] = [box.width / 2 - this.#view.x * scale, box.height / 2 + this.#view.y * scale];
    context.strokeStyle = ink.axis;
    context.globalAlpha = 0.7;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(0, Math.round(y) + 0.5);
    context.lineTo(box.width, Math.round(y) + 0.5);
    context.moveTo(Math.round(x) + 0.5, 0);
    context.lineTo(Math.round(x) + 0.5, box.height);
    context.stroke();
    context.globalAlpha = 1;
  }

  #place(index) {
    return index >= 0 && 2 * index + 1 < this.#places.length ? [this.#places[2 * index], this.#places[2 * index + 1]] : null;
  }

  // The parallelogram of an analogy: from a to b as from c to the answer.
  #paintFigure(ink) {
    const corners = this.#marks.figure.map(index => this.#place(index));
    if (corners.length !== 4 || corners.includes(null)) {
      return;
    }

    const context = this.#context;
    const [a, b, c, d] = corners;
    const line = (from, to, colour, dash, width) => {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.setLineDash(dash);
      context.beginPath();
      context.moveTo(...from);
      context.lineTo(...to);
      context.stroke();
      context.setLineDash([]);
    };
    const arrow = (from, to) => {
      line(from, to, ink.two, [], 2.5);
      const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
      const length = Math.hypot(dx, dy) || 1;
      const [ux, uy] = [dx / length, dy / length];
      context.fillStyle = ink.two;
      context.beginPath();
      context.moveTo(...to);
      context.lineTo(to[0] - 11 * ux - 5 * uy, to[1] - 11 * uy + 5 * ux);
      context.lineTo(to[0] - 11 * ux + 5 * uy, to[1] - 11 * uy - 5 * ux);
      context.fill();
    };
    line(a, c, ink.one, [5, 4], 1.5);
    line(b, d, ink.one, [5, 4], 1.5);
    arrow(a, b);
    arrow(c, d);
  }

  #paintMarks(ink) {
    const context = this.#context;
    const ring = (index, colour, radius, width, filled) => {
      const place = this.#place(index);
      if (place) {
        context.beginPath();
        context.arc(place[0], place[1], radius, 0, 2 * Math.PI);
        context.lineWidth = width;
        context.strokeStyle = filled ? ink.ground : colour;
        context.fillStyle = colour;
        if (filled) {
          context.fill();
        }

        context.stroke();
      }
    };
    const chosen = this.#place(this.#marks.chosen);
    if (chosen) {
      context.strokeStyle = ink.one;
      context.globalAlpha = 0.35;
      context.lineWidth = 1;
      context.beginPath();
      for (const place of this.#marks.neighbours.map(index => this.#place(index)).filter(place => place)) {
        context.moveTo(...chosen);
        context.lineTo(...place);
      }

      context.stroke();
      context.globalAlpha = 1;
    }

    const many = this.#marks.selected.size > 40;
    this.#marks.selected.forEach(index => ring(index, ink.two, many ? 2 : 4, many ? 1 : 1.5, false));
    this.#marks.followed.forEach(index => ring(index, ink.two, 5, 1.5, true));
    this.#marks.neighbours.forEach(index => ring(index, ink.one, 4, 1.5, true));
    this.#marks.figure.forEach(index => ring(index, ink.two, 5, 1.5, true));
    ring(this.#marks.chosen, ink.one, 6.5, 2, true);
    ring(this.#hovered, ink.text, 6, 1.5, false);
    if (this.#cursor >= 0 && document.activeElement === this.#canvas) {
      ring(this.#cursor, ink.text, 9, 2, false);
    }
  }

  #paintLabels(box, ink, count) {
    const context = this.#context;
    context.font = '12.5px "Segoe UI", "Helvetica Neue", Helvetica, Arial, "Liberation Sans", system-ui, sans-serif';
    context.textBaseline = 'top';
    context.lineJoin = 'round';
    const important = new Set([this.#hovered, document.activeElement === this.#canvas ? this.#cursor : -1, ...this.#marks.figure, this.#marks.chosen, ...this.#marks.neighbours, ...this.#marks.followed, ...[...this.#marks.selected].slice(0, 30)]
      .filter(index => index >= 0 && index < count));
    const wanted = [...important].map(index => ({ index, important: true }));

    // Beside an answer other words would only be in the way.
    const asked = this.#marks.chosen >= 0 || this.#marks.figure.length > 0;
    for (let i = 0, tried = 0; i < count && tried < 400 && !asked; i++) {
      const place = this.#place(i);
      if (place && place[0] > 0 && place[1] > 0 && place[0] < box.width && place[1] < box.height) {
        tried++;
        wanted.push({ index: i, important: false });
      }
    }

    for (const label of this.#labels.place(context, wanted, this.#words, this.#places, box)) {
      context.globalAlpha = label.important ? 1 : 0.85;
      context.lineWidth = 3.5;
      context.strokeStyle = ink.ground;
      context.fillStyle = label.important ? ink.text : ink.quiet;
      context.strokeText(label.text, label.left, label.top);
      context.fillText(label.text, label.left, label.top);
    }

    context.globalAlpha = 1;
  }

  #paintBox(ink) {
    if (this.#box) {
      const { x, y, width, height } = this.#box;
      this.#context.strokeStyle = ink.two;
      this.#context.lineWidth = 1.5;
      this.#context.setLineDash([5, 3]);
      this.#context.strokeRect(x, y, width, height);
      this.#context.setLineDash([]);
    }
  }

  #note(time, cost, moves) {
    if (moves && this.#lastTime > 0 && time) {
      this.#times.push(time - this.#lastTime);
      this.#costs.push(cost);
      if (this.#times.length > keptTimes) {
        this.#times.shift();
        this.#costs.shift();
      }
    }

    this.#lastTime = moves && time ? time : 0;
  }

  #nearest(x, y, within) {
    let best = -1;
    let least = within * within;
    for (let i = 0; 2 * i + 1 < this.#places.length && i < this.#words.length; i++) {
      const [dx, dy] = [this.#places[2 * i] - x, this.#places[2 * i + 1] - y];
      const distance = dx * dx + dy * dy;
      if (distance < least) {
        least = distance;
        best = i;
      }
    }

    return best;
  }

  #at(event) {
    const box = this.#canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  #hover(index) {
    if (index !== this.#hovered) {
      this.#hovered = index;
      this.redraw();
    }
  }

  #pointed(event) {
    if (event.buttons === 0) {
      this.#hover(this.#nearest(...this.#at(event), touch));
    }
  }

  #wheeled(event) {
    event.preventDefault();
    this.zoom(Math.exp(-event.deltaY / 400), ...this.#at(event));
  }

  #pressed(event) {
    if (event.button !== 0) {
      return;
    }

    const start = this.#at(event);
    const view = { ...this.#view };
    const selects = this.#selecting || event.shiftKey;
    let dragging = false;
    const drag = moved => {
      const here = this.#at(moved);
      const [dx, dy] = [here[0] - start[0], here[1] - start[1]];
      dragging ||= Math.hypot(dx, dy) > 4;
      if (dragging && selects) {
        this.#box = { x: Math.min(start[0], here[0]), y: Math.min(start[1], here[1]), width: Math.abs(dx), height: Math.abs(dy) };
      } else if (dragging) {
        const scale = this.#scale(performance.now());
        this.#view.x = view.x - dx / scale;
        this.#view.y = view.y + dy / scale;
      }

      this.redraw();
    };
    const drop = () => {
      removeEventListener('pointermove', drag);
      removeEventListener('pointerup', drop);
      removeEventListener('pointercancel', drop);
      if (!dragging) {
        this.#choose(this.#nearest(...start, touch), selects);
      } else if (this.#box) {
        this.#selectBox(this.#box);
      }

      this.#box = null;
      this.redraw();
    };
    addEventListener('pointermove', drag);
    addEventListener('pointerup', drop);
    addEventListener('pointercancel', drop);
  }

  #choose(index, adds) {
    if (index < 0) {
      return;
    }

    this.#cursor = index;
    if (adds) {
      const selected = this.#marks.selected;
      if (!selected.delete(index)) {
        selected.add(index);
      }

      this.#tellSelection();
    } else {
      this.#said.chosen(this.#words[index]);
    }
  }

  #selectBox({ x, y, width, height }) {
    for (let i = 0; 2 * i + 1 < this.#places.length && i < this.#words.length; i++) {
      if (this.#places[2 * i] >= x && this.#places[2 * i] <= x + width && this.#places[2 * i + 1] >= y && this.#places[2 * i + 1] <= y + height) {
        this.#marks.selected.add(i);
      }
    }

    this.#tellSelection();
  }

  #tellSelection() {
    const selected = [...this.#marks.selected].sort((a, b) => this.#ranks[a] - this.#ranks[b]);
    this.#said.selected(selected.slice(0, 200).map(index => this.#words[index]), selected.length);
    this.redraw();
  }

  #keyed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }

    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const step = 60 / this.#scale(performance.now());
    if (event.key in arrows && event.shiftKey) {
      this.#view.x += arrows[event.key][0] * step;
      this.#view.y -= arrows[event.key][1] * step;
    } else if (event.key in arrows) {
      this.#walk(...arrows[event.key]);
    } else if (event.key === '+' || event.key === '=') {
      this.zoom(1.3);
    } else if (event.key === '-') {
      this.zoom(1 / 1.3);
    } else if (event.key === '0' || event.key === 'Home') {
      this.home();
    } else if (event.key === 'Enter') {
      this.#choose(this.#cursor, false);
    } else if (event.key === ' ') {
      this.#choose(this.#cursor, true);
    } else {
      return;
    }

    event.preventDefault();
    this.redraw();
  }

  // To the nearest point in the direction of the key; the first time to the one nearest to the middle.
  #walk(dx, dy) {
    const [width, height] = [this.#canvas.clientWidth, this.#canvas.clientHeight];
    const here = this.#place(this.#cursor);
    if (!here) {
      this.#cursor = this.#nearest(width / 2, height / 2, width);
    } else {
      let least = Infinity;
      let best = this.#cursor;
      for (let i = 0; 2 * i + 1 < this.#places.length && i < this.#words.length; i++) {
        const [x, y] = [this.#places[2 * i], this.#places[2 * i + 1]];
        const along = (x - here[0]) * dx + (y - here[1]) * dy;
        const aside = Math.abs((x - here[0]) * dy) + Math.abs((y - here[1]) * dx);
        if (along > 3 && along + 3 * aside < least && x > 0 && y > 0 && x < width && y < height) {
          least = along + 3 * aside;
          best = i;
        }
      }

      this.#cursor = best;
    }

    if (this.#cursor >= 0) {
      this.#said.walked(this.#words[this.#cursor], this.#ranks[this.#cursor]);
    }
  }
}

// Frequent to rare in one hue after the other, by lightness too; groups in ten hues. Both after Paul Tol's colour-blind safe schemes
// (https://personal.sron.nl/~pault/).
const hex = text => text.split(' ').map(each => [1, 3, 5].map(at => parseInt(each.slice(at, at + 2), 16)));
const palettes = {
  frequency: { light: hex('#7a0177 #c51b8a #4477aa #5fa8d3 #9db4c0'), dark: hex('#fbb4f0 #f768a1 #8fc1ff #5b9bd5 #5f7686') },
  groups: {
    light: hex('#332288 #117733 #cc6677 #88ccee #aa4499 #999933 #882255 #44aa99 #b8860b #777777'),
    dark: hex('#9a8cff #5fd38a #ff9aa8 #88ccee #e58ad8 #d6d45c #e0709f #5fd6c3 #ffc04d #b5b5b5'),
  },
};
