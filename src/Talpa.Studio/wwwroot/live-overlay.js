// What is drawn over the points: axes, an analogy's figure, marks, words, the box that is being drawn. A scene is what there is to draw:
//   context, ink   the canvas's, and its colours
//   box, middle    the canvas's size, and where the vectors' zero is on it
//   words, places  the words, and two pixels for each of the first count of them
//   place          a word's place by its index, null where it has none
//   marks          { chosen, neighbours, followed, figure, selected }: indices of words
//   hovered, cursor, drawnBox, labels
export function paintOver(scene) {
  paintAxes(scene);
  paintFigure(scene);
  paintMarks(scene);
  paintLabels(scene);
  paintBox(scene);
}

function paintAxes({ context, ink, box, middle }) {
  const [x, y] = middle;
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

// The parallelogram of an analogy: from a to b as from c to the answer.
function paintFigure({ context, ink, marks, place }) {
  const corners = marks.figure.map(place);
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

function paintMarks({ context, ink, marks, place, hovered, cursor }) {
  const ring = (index, colour, radius, width, filled) => {
    const at = place(index);
    if (at) {
      context.beginPath();
      context.arc(at[0], at[1], radius, 0, 2 * Math.PI);
      context.lineWidth = width;
      context.strokeStyle = filled ? ink.ground : colour;
      context.fillStyle = colour;
      if (filled) {
        context.fill();
      }

      context.stroke();
    }
  };
  const chosen = place(marks.chosen);
  if (chosen) {
    context.strokeStyle = ink.one;
    context.globalAlpha = 0.35;
    context.lineWidth = 1;
    context.beginPath();
    for (const neighbour of marks.neighbours.map(place).filter(at => at)) {
      context.moveTo(...chosen);
      context.lineTo(...neighbour);
    }

    context.stroke();
    context.globalAlpha = 1;
  }

  const many = marks.selected.size > 40;
  marks.selected.forEach(index => ring(index, ink.two, many ? 2 : 4, many ? 1 : 1.5, false));
  marks.followed.forEach(index => ring(index, ink.two, 5, 1.5, true));
  marks.neighbours.forEach(index => ring(index, ink.one, 4, 1.5, true));
  marks.figure.forEach(index => ring(index, ink.two, 5, 1.5, true));
  ring(marks.chosen, ink.one, 6.5, 2, true);
  ring(hovered, ink.text, 6, 1.5, false);
  ring(cursor, ink.text, 9, 2, false);
}

function paintLabels({ context, ink, box, marks, place, hovered, cursor, words, places, count, labels }) {
  context.font = '12.5px "Segoe UI", "Helvetica Neue", Helvetica, Arial, "Liberation Sans", system-ui, sans-serif';
  context.textBaseline = 'top';
  context.lineJoin = 'round';
  const important = new Set([hovered, cursor, ...marks.figure, marks.chosen, ...marks.neighbours, ...marks.followed, ...[...marks.selected].slice(0, 30)]
    .filter(index => index >= 0 && index < count));
  const wanted = [...important].map(index => ({ index, important: true }));

  // Beside an answer other words would only be in the way.
  const asked = marks.chosen >= 0 || marks.figure.length > 0;
  for (let i = 0, tried = 0; i < count && tried < 400 && !asked; i++) {
    const at = place(i);
    if (at && at[0] > 0 && at[1] > 0 && at[0] < box.width && at[1] < box.height) {
      tried++;
      wanted.push({ index: i, important: false });
    }
  }

  for (const label of labels.place(context, wanted, words, places, box)) {
    context.globalAlpha = label.important ? 1 : 0.85;
    context.lineWidth = 3.5;
    context.strokeStyle = ink.ground;
    context.fillStyle = label.important ? ink.text : ink.quiet;
    context.strokeText(label.text, label.left, label.top);
    context.fillText(label.text, label.left, label.top);
  }

  context.globalAlpha = 1;
}

function paintBox({ context, ink, drawnBox }) {
  if (drawnBox) {
    const { x, y, width, height } = drawnBox;
    context.strokeStyle = ink.two;
    context.lineWidth = 1.5;
    context.setLineDash([5, 3]);
    context.strokeRect(x, y, width, height);
    context.setLineDash([]);
  }
}
