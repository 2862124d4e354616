// The map of words: points that glide from frame to frame, on a canvas that a hand or the keyboard moves and asks.
import { colours } from './live-colours.js';
import { Hand } from './live-hand.js';
import { Labels } from './live-labels.js';
import { Motion } from './live-motion.js';
import { paintOver } from './live-over.js';
import { Pixels } from './live-pixels.js';
import { FrameTimes } from './live-times.js';

export class Field {
  #canvas;
  #context;
  #said;
  #words = [];
  #ranks = [];
  #motion = new Motion();
  #places = new Float32Array(0);
  #classes = new Uint8Array(0);
  #groups = null;
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
  #times = new FrameTimes();

  // said: what to call when a point is { chosen, walked, selected }.
  constructor(canvas, said) {
    this.#canvas = canvas;
    // Kept in the computer's memory, since most of each picture is written there pixel by pixel.
    this.#context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    this.#said = said;
    new ResizeObserver(() => this.redraw()).observe(canvas);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.redraw());
    new MutationObserver(() => this.redraw()).observe(document.documentElement, { attributeFilter: ['data-theme'] });
    new Hand(canvas, this);
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

  show(frame, positions) {
    this.#motion.show(frame, positions);
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

  // What is looked at: the vectors' units in the middle of the canvas, and how much it is enlarged.
  get view() {
    return { ...this.#view };
  }

  // The screen's pixels for one of the vectors' units.
  get scale() {
    return this.#scaleAt(performance.now());
  }

  // Whether a drag draws a box.
  get selecting() {
    return this.#selecting;
  }

  // The index of the word that the keyboard is at; -1 for none.
  get cursor() {
    return this.#cursor;
  }

  look(x, y) {
    Object.assign(this.#view, { x, y });
    this.redraw();
  }

  zoom(factor, x = this.#canvas.clientWidth / 2, y = this.#canvas.clientHeight / 2) {
    const zoom = Math.min(400, Math.max(0.5, this.#view.zoom * factor));
    const scale = this.scale;
    const grown = scale * zoom / this.#view.zoom;
    const fromMiddle = [x - this.#canvas.clientWidth / 2, y - this.#canvas.clientHeight / 2];
    this.#view.zoom = zoom;
    this.look(this.#view.x + fromMiddle[0] * (1 / scale - 1 / grown), this.#view.y - fromMiddle[1] * (1 / scale - 1 / grown));
  }

  // Milliseconds between the frames that were drawn one after the other, and how long each took to draw.
  frameTimes() {
    return { points: this.#motion.points, ...this.#times.summary() };
  }

  clearTimes() {
    this.#times.clear();
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

  #scaleAt(now) {
    return this.#view.zoom * Math.min(this.#canvas.clientWidth, this.#canvas.clientHeight) / 2 / this.#motion.reachAt(now);
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

    if (this.#places.length !== 2 * this.#motion.points) {
      this.#places = new Float32Array(2 * this.#motion.points);
    }

    const scale = this.#scaleAt(start);
    this.#motion.project(start, this.#places, this.#view, scale, box);
    this.#paint(box, ratio, scale);
    const moves = this.#motion.moves(start);
    this.#times.note(time, performance.now() - start, moves);
    if (moves) {
      this.redraw();
    }
  }

  #paint(box, ratio, scale) {
    const context = this.#context;
    const { palette, ground, ink } = colours(Boolean(this.#groups));
    const count = Math.min(this.#motion.points, this.#words.length);
    const places = ratio === 1 ? this.#places : this.#places.map(x => x * ratio);
    const radius = ratio * Math.min(5, (count > 5000 ? 1.25 : count > 800 ? 1.8 : 3) * Math.pow(this.#view.zoom, 0.35));
    this.#tellColours(palette);
    context.setTransform(1, 0, 0, 1, 0, 0);
    this.#pixels.draw(context, ground, places, count, this.#classes, palette, radius, Math.min(1000, count / 8), count > 5000 ? 0.7 : 0.85);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintOver({
      context,
      ink,
      box,
      middle: [box.width / 2 - this.#view.x * scale, box.height / 2 + this.#view.y * scale],
      words: this.#words,
      places: this.#places,
      count,
      place: index => this.#place(index),
      marks: this.#marks,
      hovered: this.#hovered,
      cursor: document.activeElement === this.#canvas ? this.#cursor : -1,
      drawnBox: this.#box,
      labels: this.#labels,
    });
  }

  // The legend's colours are the picture's.
  #tellColours(palette) {
    if (palette !== this.#palette) {
      this.#palette = palette;
      palette.forEach((rgb, i) => document.documentElement.style.setProperty(`--swatch-${i}`, `rgb(${rgb.join(' ')})`));
    }
  }

  #place(index) {
    return index >= 0 && 2 * index + 1 < this.#places.length ? [this.#places[2 * index], this.#places[2 * index + 1]] : null;
  }

  drawBox(box) {
    this.#box = box;
    this.redraw();
  }

  hover(index) {
    if (index !== this.#hovered) {
      this.#hovered = index;
      this.redraw();
    }
  }

  // The index of the word that is nearest to a pixel; -1 where none is near enough.
  nearest(x, y, within) {
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

  choose(index, adds) {
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
      this.redraw();
    }
  }

  selectBox({ x, y, width, height }) {
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

  // To the nearest point in the direction of the key; the first time to the one nearest to the middle.
  walk(dx, dy) {
    const [width, height] = [this.#canvas.clientWidth, this.#canvas.clientHeight];
    const here = this.#place(this.#cursor);
    if (!here) {
      this.#cursor = this.nearest(width / 2, height / 2, width);
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

    this.redraw();
    if (this.#cursor >= 0) {
      this.#said.walked(this.#words[this.#cursor], this.#ranks[this.#cursor]);
    }
  }
}
