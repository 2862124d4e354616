// The colours of the map, in light and in dark.
// Frequency: five colours that also differ in lightness. Groups: ten hues. Both follow Paul Tol's colour-blind safe schemes
// (https://personal.sron.nl/~pault/).
const hex = text => text.split(' ').map(each => [1, 3, 5].map(at => parseInt(each.slice(at, at + 2), 16)));

const inks = {
  light: { text: '#1d232a', quiet: '#5b6672', background: '#ffffff', axis: '#cfd5da', primary: '#0b63b0', secondary: '#a84a06' },
  dark: { text: '#e6e9ec', quiet: '#9aa5b1', background: '#1b1f24', axis: '#3a424b', primary: '#6fb7f5', secondary: '#f7a457' },
};
const backgrounds = { light: [255, 255, 255], dark: [27, 31, 36] };
const palettes = {
  frequency: { light: hex('#7a0177 #c51b8a #4477aa #5fa8d3 #9db4c0'), dark: hex('#fbb4f0 #f768a1 #8fc1ff #5b9bd5 #5f7686') },
  groups: {
    light: hex('#332288 #117733 #cc6677 #88ccee #aa4499 #999933 #882255 #44aa99 #b8860b #777777'),
    dark: hex('#9a8cff #5fd38a #ff9aa8 #88ccee #e58ad8 #d6d45c #e0709f #5fd6c3 #ffc04d #b5b5b5'),
  },
};

// Returns the palette of the points, the background as red, green and blue, and the colours of everything drawn over the points.
export function colours(ofGroups) {
  const theme = document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  const shade = theme === 'dark' ? 'dark' : 'light';
  return { palette: palettes[ofGroups ? 'groups' : 'frequency'][shade], background: backgrounds[shade], ink: inks[shade] };
}
