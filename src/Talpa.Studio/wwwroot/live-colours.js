// What the map is drawn with, in light and in dark.
// Frequent to rare in one hue after the other, by lightness too; groups in ten hues. Both after Paul Tol's colour-blind safe schemes
// (https://personal.sron.nl/~pault/).
const hex = text => text.split(' ').map(each => [1, 3, 5].map(at => parseInt(each.slice(at, at + 2), 16)));

const inks = {
  light: { text: '#1d232a', quiet: '#5b6672', ground: '#ffffff', axis: '#cfd5da', one: '#0b63b0', two: '#a84a06' },
  dark: { text: '#e6e9ec', quiet: '#9aa5b1', ground: '#1b1f24', axis: '#3a424b', one: '#6fb7f5', two: '#f7a457' },
};
const grounds = { light: [255, 255, 255], dark: [27, 31, 36] };
const palettes = {
  frequency: { light: hex('#7a0177 #c51b8a #4477aa #5fa8d3 #9db4c0'), dark: hex('#fbb4f0 #f768a1 #8fc1ff #5b9bd5 #5f7686') },
  groups: {
    light: hex('#332288 #117733 #cc6677 #88ccee #aa4499 #999933 #882255 #44aa99 #b8860b #777777'),
    dark: hex('#9a8cff #5fd38a #ff9aa8 #88ccee #e58ad8 #d6d45c #e0709f #5fd6c3 #ffc04d #b5b5b5'),
  },
};

// The points' palette, the ground's red, green and blue, and the ink of all that is drawn over the points.
export function colours(ofGroups) {
  const theme = document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  const shade = theme === 'dark' ? 'dark' : 'light';
  return { palette: palettes[ofGroups ? 'groups' : 'frequency'][shade], ground: grounds[shade], ink: inks[shade] };
}
