// Draws over the points: axes, the figure of an analogy, marks, labels, the selection box. A scene has
//   context, ink       the canvas's context, and the colours
//   box, middle        the canvas's size, and the position of the origin on it
//   words, positions   the words, and x and y in pixels of all points
//   count              the number of points that are drawn: those of the first words
//   positionOf         the position of a word by its index; null if it has none
//   isZoomed           whether a part of the map is shown
//   marks              { chosen, neighbours, shared, followed, figure, selected }; shared ones are neighbours in another map too: indices of words
//   ends               the words at the ends of the axes, { left, right, bottom, top }; undefined for axes without words
//   regions            the names of parts of the map: { name, at }, in pixels
//   hovered, cursor, drawnBox, labels
import { paintAxes, paintEnds } from './live-axes.js';
import { paintLabels, paintRegions, placeRegions } from './live-lettering.js';
import { paintBox, paintFigure, paintMarks } from './live-marks.js';

export function paintOverlay(scene) {
  paintAxes(scene);
  paintFigure(scene);
  paintMarks(scene);
  const regions = placeRegions(scene);
  paintLabels(scene, regions);
  paintRegions(scene, regions);
  paintEnds(scene);
  paintBox(scene);
}
