// The pointer in the picture of the lesson: it selects and drags vectors, and rotates three dimensions.
const threshold = 4;

// Degrees for a drag over the whole picture.
const degrees = 180;

export function listen(page) {
  document.addEventListener('pointerdown', event => onPointerDown(page, event));
}

function onPointerDown(page, event) {
  const point = event.target.closest('[data-vector]');
  const svg = event.target.closest('#plane');
  if (!svg || event.button !== 0 || !event.isPrimary) {
    return;
  }

  const at = moved => {
    // The picture is a square in the middle of its place, which can be wider or higher.
    const box = svg.getBoundingClientRect();
    const side = Math.min(box.width, box.height);
    const scale = svg.viewBox.baseVal.width / side;
    return [(moved.clientX - box.left - (box.width - side) / 2) * scale, (moved.clientY - box.top - (box.height - side) / 2) * scale];
  };
  const click = name => page.invokeMethodAsync('Clicked', name, ...at(event));
  if (point) {
    event.preventDefault();
    point.focus();
    const name = point.dataset.vector;
    follow(event, moved => page.invokeMethodAsync('Dragged', name, ...at(moved)), () => click(name));
  } else if ('rotates' in svg.dataset) {
    follow(event, rotation(page, svg, event), () => click(null), () => page.invokeMethodAsync('Rotated', 0, 0, true));
  } else {
    // At the end, because a finger may scroll the page.
    follow(event, () => {}, () => click(null));
  }
}

// Returns a function that rotates the picture by the whole degrees that the pointer has moved since the last call.
function rotation(page, svg, event) {
  const perPixel = degrees / svg.getBoundingClientRect().width;
  let done = [0, 0];
  return moved => {
    const wanted = [(moved.clientX - event.clientX) * perPixel, (moved.clientY - event.clientY) * perPixel].map(Math.round);
    page.invokeMethodAsync('Rotated', wanted[0] - done[0], wanted[1] - done[1], false);
    done = wanted;
  };
}

// Follows the pointer until it is released. A movement is reported once a frame; without one it was a click, unless the browser has taken the pointer to scroll.
function follow(event, onMove, onClick, onEnd = () => {}) {
  let dragging = false;
  let pending = null;
  const drag = moved => {
    if (moved.pointerId !== event.pointerId) {
      return;
    }

    dragging ||= Math.hypot(moved.clientX - event.clientX, moved.clientY - event.clientY) > threshold;
    if (!dragging) {
      return;
    }

    if (!pending) {
      requestAnimationFrame(() => {
        onMove(pending);
        pending = null;
      });
    }

    pending = moved;
  };
  const drop = end => {
    if (end.pointerId !== event.pointerId) {
      return;
    }

    document.removeEventListener('pointermove', drag);
    document.removeEventListener('pointerup', drop);
    document.removeEventListener('pointercancel', drop);
    if (dragging) {
      // After the last movement, which is reported in the next frame.
      requestAnimationFrame(onEnd);
    } else if (end.type === 'pointerup') {
      onClick();
    }
  };
  document.addEventListener('pointermove', drag);
  document.addEventListener('pointerup', drop);
  document.addEventListener('pointercancel', drop);
}
