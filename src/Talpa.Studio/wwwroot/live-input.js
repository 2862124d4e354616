// Input of the map by pointer, fingers and keyboard: moving, zooming, hovering, choosing, selecting a box, moving from word to word.
const maxDistance = 14;

export class MapInput {
  #canvas;
  #map;

  // The positions of the fingers on the canvas by the ids of their pointers, and what ends the drag of the first one when the second one makes it a pinch.
  #fingers = new Map();
  #endDrag = () => {};

  constructor(canvas, map) {
    this.#canvas = canvas;
    this.#map = map;
    canvas.addEventListener('wheel', event => this.#onWheel(event), { passive: false });
    canvas.addEventListener('pointerdown', event => this.#onPointerDown(event));
    canvas.addEventListener('pointermove', event => this.#onPointerMove(event));
    canvas.addEventListener('pointerup', event => this.#fingers.delete(event.pointerId));
    canvas.addEventListener('pointercancel', event => this.#fingers.delete(event.pointerId));
    canvas.addEventListener('pointerleave', () => map.hover(-1));
    canvas.addEventListener('keydown', event => this.#onKeyDown(event));
    canvas.addEventListener('blur', () => map.redraw());
  }

  #at(event) {
    const box = this.#canvas.getBoundingClientRect();

    // The style sheet may enlarge the page: positions on the map are in pixels before that.
    const enlarged = box.width / this.#canvas.clientWidth;
    return [(event.clientX - box.left) / enlarged, (event.clientY - box.top) / enlarged];
  }

  #onPointerMove(event) {
    if (this.#fingers.has(event.pointerId)) {
      this.#onFingerMove(event);
    } else if (event.buttons === 0) {
      this.#map.hover(this.#map.nearest(...this.#at(event), maxDistance));
    }
  }

  // Two fingers zoom by the ratio of their distances, and move the map with the place between them.
  #onFingerMove(event) {
    const before = between([...this.#fingers.values()]);
    this.#fingers.set(event.pointerId, this.#at(event));
    if (this.#fingers.size === 2) {
      const after = between([...this.#fingers.values()]);
      this.#map.zoom(after.distance / before.distance, before.x, before.y);
      const view = this.#map.view;
      this.#map.moveTo(view.x - (after.x - before.x) / this.#map.scale, view.y + (after.y - before.y) / this.#map.scale);
    }
  }

  #onWheel(event) {
    event.preventDefault();
    this.#map.zoom(Math.exp(-event.deltaY / 400), ...this.#at(event));
  }

  #onPointerDown(event) {
    if (event.pointerType === 'touch') {
      if (event.isPrimary) {
        // A finger whose end was not reported is no longer there.
        this.#fingers.clear();
      }

      this.#fingers.set(event.pointerId, this.#at(event));
      if (this.#fingers.size > 1) {
        this.#endDrag();
      }
    }

    if (event.button !== 0 || !event.isPrimary) {
      return;
    }

    const start = this.#at(event);
    const view = this.#map.view;
    const selects = this.#map.selecting || event.shiftKey;
    let dragging = false;
    let box = null;
    const drag = moved => {
      if (moved.pointerId !== event.pointerId) {
        return;
      }

      const here = this.#at(moved);
      const [dx, dy] = [here[0] - start[0], here[1] - start[1]];
      dragging ||= Math.hypot(dx, dy) > 4;
      if (dragging && selects) {
        box = { x: Math.min(start[0], here[0]), y: Math.min(start[1], here[1]), width: Math.abs(dx), height: Math.abs(dy) };
        this.#map.drawBox(box);
      } else if (dragging) {
        this.#map.moveTo(view.x - dx / this.#map.scale, view.y + dy / this.#map.scale);
      }
    };
    const drop = end => {
      if (end.pointerId !== event.pointerId) {
        return;
      }

      removeEventListener('pointermove', drag);
      removeEventListener('pointerup', drop);
      removeEventListener('pointercancel', drop);
      this.#endDrag = () => {};
      if (end.type !== 'pointerup') {
        // The browser has taken the pointer: neither a click nor a selection.
      } else if (!dragging) {
        this.#map.choose(this.#map.nearest(...start, maxDistance), selects);
      } else if (box) {
        this.#map.selectBox(box);
      }

      this.#map.drawBox(null);
    };
    this.#endDrag = () => drop({ pointerId: event.pointerId, type: 'pointercancel' });
    addEventListener('pointermove', drag);
    addEventListener('pointerup', drop);
    addEventListener('pointercancel', drop);
  }

  #onKeyDown(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }

    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const { x, y } = this.#map.view;
    const step = 60 / this.#map.scale;
    if (event.key in arrows && event.shiftKey) {
      this.#map.moveTo(x + arrows[event.key][0] * step, y - arrows[event.key][1] * step);
    } else if (event.key in arrows) {
      this.#map.moveFocus(...arrows[event.key]);
    } else if (event.key === '+' || event.key === '=') {
      this.#map.zoom(1.3);
    } else if (event.key === '-') {
      this.#map.zoom(1 / 1.3);
    } else if (event.key === '0' || event.key === 'Home') {
      this.#map.home();
    } else if (event.key === 'Enter') {
      this.#map.choose(this.#map.cursor, false);
    } else if (event.key === ' ') {
      this.#map.choose(this.#map.cursor, true);
    } else {
      return;
    }

    event.preventDefault();
  }
}

// The middle and the distance of the first two of some positions; at least a pixel.
function between([[x, y], [otherX, otherY] = [x, y]]) {
  return { x: (x + otherX) / 2, y: (y + otherY) / 2, distance: Math.max(1, Math.hypot(otherX - x, otherY - y)) };
}
