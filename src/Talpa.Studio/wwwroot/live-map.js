// The map of words: points that are animated from frame to frame, on a canvas that pointer and keyboard control.
import { colours } from './live-colours.js';
import { MapInput } from './live-input.js';
import { Labels } from './live-labels.js';
import { Motion } from './live-motion.js';
import { paintOverlay } from './live-overlay.js';
import { Pixels } from './live-pixels.js';
import { FrameTimes } from './live-times.js';

const flightDuration = 700;
const maxFlightZoom = 12;

export class WordMap {
  #canvas;
  #context;
  #events;
  #words = [];
  #ranks = [];
  #motion = new Motion();
  #positions = new Float32Array(0);
  #classes = new Uint8Array(0);
  #groups = null;
  #view = { x: 0, y: 0, zoom: 1 };
  #middle = [0, 0];
  #decoration = {};
  #pixels = new Pixels();
  #labels = new Labels();
  #selecting = false;
  #box = null;
  #hovered = -1;
  #cursor = -1;
  #marks = { chosen: -1, neighbours: [], shared: [], followed: [], figure: [], selected: new Set() };
  #palette = null;
  #queued = false;
  #times = new FrameTimes();
  #flight = null;
  #destination = null;
  #reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

  // events: functions to call when a point is { chosen, reached } and when the selection has changed { selected }.
  constructor(canvas, events) {
    this.#canvas = canvas;
    // In main memory, because most of each picture is written pixel by pixel.
    this.#context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    this.#events = events;
    new ResizeObserver(() => this.redraw()).observe(canvas);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.redraw());
    new MutationObserver(() => this.redraw()).observe(document.documentElement, { attributeFilter: ['data-theme'] });
    new MapInput(canvas, this);
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

  // The middle of the points is the origin, if the frame has no other.
  show(frame, positions) {
    this.#motion.show(frame, positions);
    const [x, y] = frame.middle ?? [0, 0];
    if (x !== this.#middle[0] || y !== this.#middle[1]) {
      this.#middle = [x, y];
      this.#destination = null;
      this.#flight = { from: { ...this.#view }, to: { x, y, zoom: 1 }, at: performance.now() };
    }

    this.redraw();
  }

  // What is written over the points: ends are the words at the ends of the axes, { left, right, bottom, top }; regions have { name, at }, in units of the vectors.
  decorate(decoration) {
    this.#decoration = decoration;
    this.redraw();
  }

  mark(marks) {
    Object.assign(this.#marks, marks);
    this.redraw();
  }

  // Without groups, by frequency.
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

  // Moves the view to a point, so near that it and its nearest neighbours fill half of the map. A point that has no position yet is waited for.
  // A zoom factor may be given instead.
  flyTo(index, neighbours, zoom) {
    this.#destination = { index, neighbours, zoom };
    this.redraw();
  }

  home() {
    this.#flight = null;
    const [x, y] = this.#middle;
    this.#view = { x, y, zoom: 1 };
    this.redraw();
  }

  // The view: the middle of the canvas in units of the vectors, and the zoom factor.
  get view() {
    return { ...this.#view };
  }

  // Pixels for one unit of the vectors.
  get scale() {
    return this.#scaleAt(performance.now());
  }

  // Whether dragging selects a box.
  get selecting() {
    return this.#selecting;
  }

  // The index of the word with the keyboard's focus; -1 for none.
  get cursor() {
    return this.#cursor;
  }

  moveTo(x, y) {
    this.#flight = null;
    Object.assign(this.#view, { x, y });
    this.redraw();
  }

  zoom(factor, x = this.#canvas.clientWidth / 2, y = this.#canvas.clientHeight / 2) {
    const zoom = Math.min(400, Math.max(0.5, this.#view.zoom * factor));
    const scale = this.scale;
    const zoomed = scale * zoom / this.#view.zoom;
    const fromMiddle = [x - this.#canvas.clientWidth / 2, y - this.#canvas.clientHeight / 2];
    this.#view.zoom = zoom;
    this.moveTo(this.#view.x + fromMiddle[0] * (1 / scale - 1 / zoomed), this.#view.y - fromMiddle[1] * (1 / scale - 1 / zoomed));
  }

  // Milliseconds between successive frames, and the drawing time of each.
  frameTimes() {
    return { points: this.#motion.points, ...this.#times.summary() };
  }

  clearTimes() {
    this.#times.clear();
  }

  // The position of a drawn word on the screen, for tests.
  positionOf(word) {
    const index = this.#words.indexOf(word);
    return index < 0 ? null : [this.#positions[2 * index], this.#positions[2 * index + 1]];
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

  // Starts the flight to the requested point, if the point has a position, and moves the view along it. Returns whether it continues.
  #fly(now) {
    const target = this.#destination && this.#motion.target(this.#destination.index);
    if (target) {
      const distances = this.#destination.neighbours.map(index => this.#motion.target(index)).filter(at => at)
        .map(at => Math.hypot(at[0] - target[0], at[1] - target[1])).sort((a, b) => a - b);
      const radius = 2 * (distances[Math.floor(distances.length / 2)] || 0);
      const zoom = this.#destination.zoom ?? Math.min(maxFlightZoom, Math.max(this.#view.zoom, radius > 0 ? this.#motion.reachAt(now) / radius : 1));
      this.#flight = { from: { ...this.#view }, to: { x: target[0], y: target[1], zoom }, at: now };
      this.#destination = null;
    }

    if (!this.#flight) {
      return false;
    }

    const { from, to, at } = this.#flight;
    const share = this.#reducedMotion.matches ? 1 : Math.min(1, (now - at) / flightDuration);
    const eased = share * share * (3 - 2 * share);
    const between = name => from[name] + (to[name] - from[name]) * eased;
    this.#view = { x: between('x'), y: between('y'), zoom: from.zoom * Math.pow(to.zoom / from.zoom, eased) };
    if (share === 1) {
      this.#flight = null;
    }

    return share < 1;
  }

  #draw(time) {
    this.#queued = false;
    const start = performance.now();
    const isFlying = this.#fly(start);
    const box = { width: this.#canvas.clientWidth, height: this.#canvas.clientHeight };
    if (box.width === 0 || box.height === 0) {
      return;
    }

    const ratio = Math.min(2, devicePixelRatio * this.#canvas.getBoundingClientRect().width / box.width);
    const [width, height] = [Math.round(box.width * ratio), Math.round(box.height * ratio)];
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }

    if (this.#positions.length !== 2 * this.#motion.points) {
      this.#positions = new Float32Array(2 * this.#motion.points);
    }

    const scale = this.#scaleAt(start);
    this.#motion.project(start, this.#positions, this.#view, scale, box);
    this.#paint(box, ratio, scale);
    const isMoving = this.#motion.isMoving(start) || isFlying;
    this.#times.record(time, performance.now() - start, isMoving);
    if (isMoving) {
      this.redraw();
    }
  }

  #paint(box, ratio, scale) {
    const context = this.#context;
    const { palette, background, ink } = colours(Boolean(this.#groups));
    const count = Math.min(this.#motion.points, this.#words.length);
    const positions = ratio === 1 ? this.#positions : this.#positions.map(x => x * ratio);
    const radius = ratio * Math.min(5, (count > 5000 ? 1.25 : count > 800 ? 1.8 : 3) * Math.pow(this.#view.zoom, 0.35));
    this.#publishColours(palette);
    context.setTransform(1, 0, 0, 1, 0, 0);
    this.#pixels.draw(context, background, positions, count, this.#classes, palette, radius, Math.min(1000, count / 8), count > 5000 ? 0.7 : 0.85);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintOverlay({
      context,
      ink,
      box,
      middle: [box.width / 2 - this.#view.x * scale, box.height / 2 + this.#view.y * scale],
      words: this.#words,
      positions: this.#positions,
      count,
      positionOf: index => this.#positionAt(index),
      marks: this.#marks,
      decoration: this.#decoration,
      regions: (this.#decoration.regions ?? []).map(({ name, at: [x, y] }) => ({ name, x: box.width / 2 + (x - this.#view.x) * scale, y: box.height / 2 - (y - this.#view.y) * scale })),
      isZoomed: this.#view.zoom > 1.5,
      hovered: this.#hovered,
      cursor: document.activeElement === this.#canvas ? this.#cursor : -1,
      drawnBox: this.#box,
      labels: this.#labels,
    });
  }

  // Publishes the palette to the legend as style properties.
  #publishColours(palette) {
    if (palette !== this.#palette) {
      this.#palette = palette;
      palette.forEach((rgb, i) => document.documentElement.style.setProperty(`--swatch-${i}`, `rgb(${rgb.join(' ')})`));
    }
  }

  #positionAt(index) {
    return index >= 0 && 2 * index + 1 < this.#positions.length ? [this.#positions[2 * index], this.#positions[2 * index + 1]] : null;
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

  // The index of the word nearest to a pixel; -1 if none is within the distance.
  nearest(x, y, maxDistance) {
    let best = -1;
    let min = maxDistance * maxDistance;
    for (let i = 0; 2 * i + 1 < this.#positions.length && i < this.#words.length; i++) {
      const [dx, dy] = [this.#positions[2 * i] - x, this.#positions[2 * i + 1] - y];
      const distance = dx * dx + dy * dy;
      if (distance < min) {
        min = distance;
        best = i;
      }
    }

    return best;
  }

  choose(index, isSelecting) {
    if (index < 0) {
      return;
    }

    this.#cursor = index;
    if (isSelecting) {
      const selected = this.#marks.selected;
      if (!selected.delete(index)) {
        selected.add(index);
      }

      this.#reportSelection();
    } else {
      this.#events.chosen(this.#words[index]);
      this.redraw();
    }
  }

  selectBox({ x, y, width, height }) {
    for (let i = 0; 2 * i + 1 < this.#positions.length && i < this.#words.length; i++) {
      if (this.#positions[2 * i] >= x && this.#positions[2 * i] <= x + width && this.#positions[2 * i + 1] >= y && this.#positions[2 * i + 1] <= y + height) {
        this.#marks.selected.add(i);
      }
    }

    this.#reportSelection();
  }

  #reportSelection() {
    const selected = [...this.#marks.selected].sort((a, b) => this.#ranks[a] - this.#ranks[b]);
    this.#events.selected(selected.slice(0, 200).map(index => this.#words[index]), selected.length);
    this.redraw();
  }

  // Moves the focus to the nearest point in the direction of the key; initially to the point nearest to the middle.
  moveFocus(dx, dy) {
    const [width, height] = [this.#canvas.clientWidth, this.#canvas.clientHeight];
    const here = this.#positionAt(this.#cursor);
    if (!here) {
      this.#cursor = this.nearest(width / 2, height / 2, width);
    } else {
      let min = Infinity;
      let best = this.#cursor;
      for (let i = 0; 2 * i + 1 < this.#positions.length && i < this.#words.length; i++) {
        const [x, y] = [this.#positions[2 * i], this.#positions[2 * i + 1]];
        const along = (x - here[0]) * dx + (y - here[1]) * dy;
        const aside = Math.abs((x - here[0]) * dy) + Math.abs((y - here[1]) * dx);
        if (along > 3 && along + 3 * aside < min && x > 0 && y > 0 && x < width && y < height) {
          min = along + 3 * aside;
          best = i;
        }
      }

      this.#cursor = best;
    }

    this.redraw();
    if (this.#cursor >= 0) {
      this.#events.reached(this.#words[this.#cursor], this.#ranks[this.#cursor]);
    }
  }
}
