// The axes of the map, and the words at their ends.
import { prepare, write } from './live-lettering.js';

export function paintAxes({ context, ink, box, middle, ends, regions }) {
  if (regions.length > 0) {
    // Coordinates of a map of neighbourhoods have no meaning.
    return;
  }

  const [x, y] = middle;
  context.strokeStyle = ink.axis;
  context.globalAlpha = 0.7;
  context.lineWidth = 1;
  context.beginPath();

  // The height of a word is its rank where there is one axis: then 0 has no meaning.
  if (!ends || ends.top) {
    context.moveTo(0, Math.round(y) + 0.5);
    context.lineTo(box.width, Math.round(y) + 0.5);
  }

  context.moveTo(Math.round(x) + 0.5, 0);
  context.lineTo(Math.round(x) + 0.5, box.height);
  context.stroke();
  context.globalAlpha = 1;
}

// The words at the ends of the axes, at the edges of the map; the upper one below the buttons.
export function paintEnds({ context, ink, box, ends }) {
  const { left, right, bottom, top } = ends ?? {};
  const below = box.width < 560 ? 84 : 48;
  const writeEnd = (text, x, y, align) => {
    context.textAlign = align;
    write(context, text, x, y);
  };
  const short = word => word.length > 18 ? word.slice(0, 17) + '…' : word;
  prepare(context, { style: '600 15px', edge: 5, background: ink.background, colour: ink.secondary });
  if (left) {
    writeEnd(`← ${short(left)}`, 10, box.height / 2 - 8, 'left');
    writeEnd(`${short(right)} →`, box.width - 10, box.height / 2 - 8, 'right');
  }

  if (top) {
    writeEnd(`↑ ${short(top)}`, box.width / 2, below, 'center');
    writeEnd(`↓ ${short(bottom)}`, box.width / 2, box.height - 24, 'center');
  }

  context.textAlign = 'left';
}
