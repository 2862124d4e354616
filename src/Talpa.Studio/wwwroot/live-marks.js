// Marks on the map: the parallelogram of an analogy, rings around words, the box of a selection.

// The parallelogram of an analogy: arrows from a to b and from c to the answer.
export function paintFigure({ context, ink, marks, positionOf }) {
  const corners = marks.figure.map(positionOf);
  if (corners.length !== 4 || corners.includes(null)) {
    return;
  }

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
    line(from, to, ink.secondary, [], 2.5);
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy) || 1;
    const [ux, uy] = [dx / length, dy / length];
    context.fillStyle = ink.secondary;
    context.beginPath();
    context.moveTo(...to);
    context.lineTo(to[0] - 11 * ux - 5 * uy, to[1] - 11 * uy + 5 * ux);
    context.lineTo(to[0] - 11 * ux + 5 * uy, to[1] - 11 * uy - 5 * ux);
    context.fill();
  };
  line(a, c, ink.primary, [5, 4], 1.5);
  line(b, d, ink.primary, [5, 4], 1.5);
  arrow(a, b);
  arrow(c, d);
}

export function paintMarks({ context, ink, marks, positionOf, hovered, cursor }) {
  const ring = (index, colour, radius, width, filled) => {
    const at = positionOf(index);
    if (at) {
      context.beginPath();
      context.arc(at[0], at[1], radius, 0, 2 * Math.PI);
      context.lineWidth = width;
      context.strokeStyle = filled ? ink.background : colour;
      context.fillStyle = colour;
      if (filled) {
        context.fill();
      }

      context.stroke();
    }
  };
  const chosen = positionOf(marks.chosen);
  if (chosen) {
    context.strokeStyle = ink.primary;
    context.globalAlpha = 0.35;
    context.lineWidth = 1;
    context.beginPath();
    for (const neighbour of marks.neighbours.map(positionOf).filter(at => at)) {
      context.moveTo(...chosen);
      context.lineTo(...neighbour);
    }

    context.stroke();
    context.globalAlpha = 1;
  }

  const many = marks.selected.size > 40;
  marks.selected.forEach(index => ring(index, ink.secondary, many ? 2 : 4, many ? 1 : 1.5, false));
  marks.followed.forEach(index => ring(index, ink.secondary, 5, 1.5, true));
  marks.neighbours.forEach(index => ring(index, ink.primary, 4, 1.5, true));
  marks.shared.forEach(index => ring(index, ink.secondary, 5, 1.5, true));
  marks.figure.forEach(index => ring(index, ink.secondary, 5, 1.5, true));
  ring(marks.chosen, ink.primary, 6.5, 2, true);
  ring(hovered, ink.text, 6, 1.5, false);
  ring(cursor, ink.text, 9, 2, false);
}

export function paintBox({ context, ink, drawnBox }) {
  if (drawnBox) {
    const { x, y, width, height } = drawnBox;
    context.strokeStyle = ink.secondary;
    context.lineWidth = 1.5;
    context.setLineDash([5, 3]);
    context.strokeRect(x, y, width, height);
    context.setLineDash([]);
  }
}
