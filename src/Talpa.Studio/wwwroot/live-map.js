// The map of words: points that are animated from frame to frame, on a canvas that pointer and keyboard control.
import { Camera } from './live-camera.js';
import { colours } from './live-colours.js';
import { MapInput } from './live-input.js';
import { Labels } from './live-labels.js';
import { Motion } from './live-motion.js';
import { paintOverlay } from './live-overlay.js';
import { inside, nearest, towards } from './live-picking.js';
import { Pixels } from './live-pixels.js';
import { FrameTimes } from './live-times.js';
import { Words } from './live-words.js';

const maxReported = 200;

export class WordMap {
  #canvas;
  #context;
  #events;
  #words = new Words();
  #motion = new Motion();
  #camera = new Camera();
  #positions = new Float32Array(0);
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
    this.#words.add(words);
    this.redraw();
  }

  // The middle of the points is the origin, if the frame has no other.
  show(frame, positions) {
    this.#motion.show(frame, positions);
    this.#camera.centre(...frame.middle ?? [0, 0], performance.now());
    this.redraw();
  }

  // What is written over the points: ends are the words at the ends of the axes, { left, right, bottom, top }; regions have { name, at }, in units of the vectors.
  // Where frequent is given, only so many words are drawn on the whole map, and rarer ones as one zooms in.
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
    this.#words.group(groups);
    this.redraw();
  }

  selectByDragging(on) {
    this.#selecting = on;
    this.#canvas.classList.toggle('selecting', on);
  }

  unselect() {
    this.#marks.selected = new Set();
    this.redraw();
  }

  flyTo(index, neighbours, zoom) {
    this.#camera.flyTo(index, neighbours, zoom);
    this.redraw();
  }

  // A point without a position is not waited for any more.
  cancelFlight() {
    this.#camera.cancel();
  }

  // Whether a word has a point.
  hasPoint(index) {
    return this.#motion.target(index) !== null;
  }

  home() {
    this.#camera.home();
    this.redraw();
  }

  // The view: the middle of the canvas in units of the vectors, and the zoom factor.
  get view() {
    return this.#camera.view;
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

  // Whether another picture will be drawn.
  get isDrawing() {
    return this.#queued;
  }

  // The number of points that are drawn: those of the first words. About as many are in view at each zoom factor.
  get drawn() {
    const all = Math.min(this.#motion.points, this.#words.count);
    const { frequent } = this.#decoration;
    return frequent ? Math.min(all, Math.round(frequent * Math.max(1, this.view.zoom) ** 2)) : all;
  }

  moveTo(x, y) {
    this.#camera.moveTo(x, y);
    this.redraw();
  }

  zoom(factor, x = this.#canvas.clientWidth / 2, y = this.#canvas.clientHeight / 2) {
    this.#camera.zoom(factor, [x - this.#canvas.clientWidth / 2, y - this.#canvas.clientHeight / 2], this.scale);
    this.redraw();
  }

  // Milliseconds between successive frames, and the drawing time of each.
  frameTimes() {
    return { points: this.#motion.points, ...this.#times.summary() };
  }

  clearTimes() {
    this.#times.clear();
  }

  // The position of a word with a point on the screen, for tests.
  positionOf(word) {
    return this.#positionAt(this.#words.words.indexOf(word));
  }

  redraw() {
    if (!this.#queued) {
      this.#queued = true;
      requestAnimationFrame(time => this.#draw(time));
    }
  }

  #scaleAt(now) {
    return this.view.zoom * Math.min(this.#canvas.clientWidth, this.#canvas.clientHeight) / 2 / this.#motion.reachAt(now);
  }

  #draw(time) {
    this.#queued = false;
    const start = performance.now();
    const isFlying = this.#camera.advance(start, this.#motion);
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
    this.#motion.project(start, this.#positions, this.view, scale, box);
    this.#paint(box, ratio, scale);
    const isMoving = this.#motion.isMoving(start) || isFlying;
    this.#times.record(time, performance.now() - start, isMoving);
    if (isMoving) {
      this.redraw();
    }
  }

  #paint(box, ratio, scale) {
    const context = this.#context;
    const { palette, background, ink } = colours(this.#words.hasGroups);
    const { x: middleX, y: middleY, zoom } = this.view;
    const count = this.drawn;
    const positions = ratio === 1 ? this.#positions : this.#positions.map(x => x * ratio);
    const inView = this.#decoration.frequent ? Math.min(count, this.#decoration.frequent) : count;
    const radius = ratio * Math.min(5, (inView > 5000 ? 1.25 : inView > 800 ? 1.8 : 3) * Math.pow(zoom, 0.35));
    const onCanvas = (x, y) => [box.width / 2 + (x - middleX) * scale, box.height / 2 - (y - middleY) * scale];
    this.#publishColours(palette);
    context.setTransform(1, 0, 0, 1, 0, 0);
    this.#pixels.draw(context, background, positions, count, this.#words.classes, palette, radius, Math.min(1000, inView / 8), inView > 5000 ? 0.7 : 0.85);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintOverlay({
      context,
      ink,
      box,
      middle: onCanvas(0, 0),
      words: this.#words.words,
      positions: this.#positions,
      count,
      positionOf: index => this.#positionAt(index),
      marks: this.#marks,
      ends: this.#decoration.ends,
      regions: (this.#decoration.regions ?? []).map(({ name, at: [x, y] }) => ({ name, at: onCanvas(x, y) })),
      isZoomed: zoom > 1.5,
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

  // The index of the drawn word nearest to a pixel; -1 if none is within the distance.
  nearest(x, y, maxDistance) {
    return nearest(this.#positions, this.drawn, x, y, maxDistance);
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
      this.#events.chosen(this.#words.words[index]);
      this.redraw();
    }
  }

  selectBox(box) {
    inside(this.#positions, this.drawn, box).forEach(index => this.#marks.selected.add(index));
    this.#reportSelection();
  }

  #reportSelection() {
    const { words, ranks } = this.#words;
    const selected = [...this.#marks.selected].sort((a, b) => ranks[a] - ranks[b]);
    this.#events.selected(selected.slice(0, maxReported).map(index => words[index]), selected.length);
    this.redraw();
  }

  // Moves the focus to the nearest point in the direction of the key; initially to the point nearest to the middle.
  moveFocus(dx, dy) {
    const box = { width: this.#canvas.clientWidth, height: this.#canvas.clientHeight };
    const here = this.#positionAt(this.#cursor);
    const next = here ? towards(this.#positions, this.drawn, here, [dx, dy], box) : this.nearest(box.width / 2, box.height / 2, box.width);
    this.#cursor = next < 0 ? this.#cursor : next;
    this.redraw();
    if (this.#cursor >= 0) {
      this.#events.reached(this.#words.words[this.#cursor], this.#words.ranks[this.#cursor]);
    }
  }
}
