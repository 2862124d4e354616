// Writes WebM: Matroska (RFC 9559) in EBML (RFC 8794) with one video track. The elements and their ids are those of the two RFCs.
const EBML = 0x1a45dfa3;
const EBMLVersion = 0x4286;
const EBMLReadVersion = 0x42f7;
const EBMLMaxIDLength = 0x42f2;
const EBMLMaxSizeLength = 0x42f3;
const DocType = 0x4282;
const DocTypeVersion = 0x4287;
const DocTypeReadVersion = 0x4285;
const Segment = 0x18538067;
const Info = 0x1549a966;
const TimestampScale = 0x2ad7b1;
const Duration = 0x4489;
const MuxingApp = 0x4d80;
const WritingApp = 0x5741;
const Tracks = 0x1654ae6b;
const TrackEntry = 0xae;
const TrackNumber = 0xd7;
const TrackUID = 0x73c5;
const TrackType = 0x83;
const FlagLacing = 0x9c;
const CodecID = 0x86;
const Video = 0xe0;
const PixelWidth = 0xb0;
const PixelHeight = 0xba;
const Cues = 0x1c53bb6b;
const CuePoint = 0xbb;
const CueTime = 0xb3;
const CueTrackPositions = 0xb7;
const CueTrack = 0xf7;
const CueClusterPosition = 0xf1;
const Cluster = 0x1f43b675;
const Timestamp = 0xe7;
const SimpleBlock = 0xa3;
const Language = 0x22b59c;
const Colour = 0x55b0;
const MatrixCoefficients = 0x55b1;
const ColourRange = 0x55b9;
const TransferCharacteristics = 0x55ba;
const Primaries = 0x55bb;

// What WebCodecs names, by the numbers of the standard on coding-independent code points (ITU-T H.273), which Matroska uses.
const matrices = { rgb: 0, bt709: 1, bt470bg: 5, smpte170m: 6 };
const transfers = { bt709: 1, smpte170m: 6, 'iec61966-2-1': 13 };
const primaries = { bt709: 1, bt470bg: 5, smpte170m: 6 };

const track = 1;

// The time of a block relative to its cluster is an int16.
const maxRelative = 0x7fff;

// Returns the parts of a file, as byte arrays. film has codec, as Matroska names it, width, height, duration, and pictures: { time, isKey, data } in the order of
// their times. Times are in milliseconds; those of pictures are whole. The first picture is a key frame. colours is a VideoColorSpace, or undefined.
export function webm({ codec, width, height, duration, pictures, colours }) {
  const info = element(Info, number(TimestampScale, 1_000_000), real(Duration, duration), text(MuxingApp, 'Talpa'), text(WritingApp, 'Talpa'));
  const video = element(Video, number(PixelWidth, width), number(PixelHeight, height), coloursOf(colours));
  const tracks = element(Tracks, element(TrackEntry, number(TrackNumber, track), number(TrackUID, track), number(TrackType, 1), number(FlagLacing, 0), text(Language, 'und'), text(CodecID, codec), video));
  const clusters = clustersOf(pictures);

  // The cues are before the clusters, so that a player finds them without an index. Numbers and sizes have a fixed length, so the size of the cues does not depend on the positions in them.
  const start = sizeOf([...info, ...tracks, ...cuesOf(clusters, 0)]);
  return [
    ...element(
      EBML,
      short(EBMLVersion, [1]), short(EBMLReadVersion, [1]), short(EBMLMaxIDLength, [4]), short(EBMLMaxSizeLength, [8]),
      short(DocType, new TextEncoder().encode('webm')), short(DocTypeVersion, [4]), short(DocTypeReadVersion, [2]),
    ),
    ...element(Segment, info, tracks, cuesOf(clusters, start), ...clusters.map(cluster => cluster.parts)),
  ];
}

// Without the colours a player takes those that are usual for a film of its size, which need not be those of the encoder.
function coloursOf(colours) {
  const entries = [
    [MatrixCoefficients, matrices[colours?.matrix]],
    [ColourRange, { false: 1, true: 2 }[colours?.fullRange]],
    [TransferCharacteristics, transfers[colours?.transfer]],
    [Primaries, primaries[colours?.primaries]],
  ].filter(([, value]) => value !== undefined);
  return entries.length > 0 ? element(Colour, ...entries.map(([id, value]) => number(id, value))) : [];
}

// A cluster begins at each key frame, and where a block's relative time would be too large.
function clustersOf(pictures) {
  const groups = [];
  for (const picture of pictures) {
    if (picture.isKey || picture.time - groups.at(-1)[0].time > maxRelative) {
      groups.push([]);
    }

    groups.at(-1).push(picture);
  }

  return groups.map(group => {
    const [{ time, isKey }] = group;
    return { time, isKey, parts: element(Cluster, number(Timestamp, time), ...group.map(picture => blockOf(picture, picture.time - time))) };
  });
}

function blockOf({ isKey, data }, relative) {
  return element(SimpleBlock, [new Uint8Array([0x80 | track, relative >> 8, relative, isKey ? 0x80 : 0]), data]);
}

// Players seek to key frames. The position of a cluster is relative to the data of the segment.
function cuesOf(clusters, start) {
  const points = [];
  let position = start;
  for (const { time, isKey, parts } of clusters) {
    if (isKey) {
      points.push(element(CuePoint, number(CueTime, time), element(CueTrackPositions, number(CueTrack, track), number(CueClusterPosition, position))));
    }

    position += sizeOf(parts);
  }

  return element(Cues, ...points);
}

const sizeOf = parts => parts.reduce((size, part) => size + part.byteLength, 0);

// An element's id has as many bytes as it needs. Sizes have eight bytes: the first one has only the marker of the length.
function element(id, ...content) {
  const parts = content.flat();
  const idBytes = [24, 16, 8, 0].map(shift => id >>> shift & 0xff);
  return [new Uint8Array([...idBytes.slice(idBytes.findIndex(byte => byte > 0)), 1, ...bigEndian(sizeOf(parts)).slice(1)]), ...parts];
}

// In the header of a file, sizes have four bytes at most. Ids there have two.
const short = (id, bytes) => [new Uint8Array([id >> 8, id, 0x80 | bytes.length, ...bytes])];

const number = (id, value) => element(id, [new Uint8Array(bigEndian(value))]);
const text = (id, value) => element(id, [new TextEncoder().encode(value)]);

function real(id, value) {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return element(id, [new Uint8Array(view.buffer)]);
}

// The eight bytes of a whole number.
function bigEndian(value) {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(value));
  return [...new Uint8Array(view.buffer)];
}
