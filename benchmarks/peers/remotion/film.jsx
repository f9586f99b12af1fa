// The film of `benchmarks/material.py` made with Remotion, for comparison: the same scenes, titles and captions.
import React from "react";
import {
  AbsoluteFill, Audio, Composition, Img, Sequence, interpolate, registerRoot, staticFile, useCurrentFrame,
} from "remotion";

const FPS = 30, SCENE = 180, FADE = 15;
const TITLES = ["City lights", "Morning coffee", "The first sip", "Steam rises", "See you there"];
const WORDS = "every single word is shown here in turn".split(" ");
const SECONDS = Number(process.env.REMOTION_SECONDS || 30);
const clamp = { extrapolateLeft: "clamp", extrapolateRight: "clamp" };

const Gradient = () => {
  const t = useCurrentFrame() / FPS;
  const angle = 120 + 30 * Math.sin(t);
  const stop = 50 + 20 * Math.cos(t);
  return <AbsoluteFill style={{ background: `linear-gradient(${angle}deg, #3c285a, #b48296 ${stop}%, #6e5a96)` }} />;
};

const Photo = ({ name }) => (
  <AbsoluteFill style={{ transform: `scale(${1 + 0.02 * useCurrentFrame() / FPS})` }}>
    <Img src={staticFile(name)} style={{ width: "100%", height: "100%", objectFit: "cover" }} />
  </AbsoluteFill>
);

const Scene = ({ number }) => {
  const frame = useCurrentFrame();
  const kind = number % 5;
  const opacity = number ? interpolate(frame, [0, FADE], [0, 1], clamp) : 1;
  const words = interpolate(frame, [9, 24, 135, 150], [0, 1, 1, 0], clamp);
  return (
    <AbsoluteFill style={{ opacity }}>
      {kind >= 1 && kind <= 3 ? <Photo name={`photo${kind - 1}.jpg`} /> : <Gradient />}
      <div style={{
        position: "absolute", top: "30%", width: "100%", textAlign: "center", color: "white", opacity: words,
        font: "bold 96px sans-serif", transform: `translateY(${(1 - words) * 40}px)`, textShadow: "0 2px 6px black",
      }}>{TITLES[kind]}</div>
    </AbsoluteFill>
  );
};

const Caption = () => {
  const spoken = Math.floor((useCurrentFrame() / FPS) / 0.35);
  return (
    <div style={{ position: "absolute", top: "80%", width: "100%", textAlign: "center", font: "bold 54px sans-serif" }}>
      {WORDS.map((word, i) => (
        <span key={i} style={{ color: i === spoken ? "#ffc040" : "white", margin: 8 }}>{word}</span>
      ))}
    </div>
  );
};

const Film = () => (
  <AbsoluteFill style={{ background: "black" }}>
    {Array.from({ length: SECONDS / 6 }, (_, n) => (
      <Sequence key={n} from={n * SCENE} durationInFrames={SCENE + FADE}><Scene number={n} /></Sequence>
    ))}
    {Array.from({ length: SECONDS / 3 }, (_, n) => (
      <Sequence key={n} from={n * 90} durationInFrames={90}><Caption /></Sequence>
    ))}
    <Audio src={staticFile("song.wav")} />
  </AbsoluteFill>
);

registerRoot(() => (
  <Composition id="Film" component={Film} durationInFrames={SECONDS * FPS} fps={FPS} width={1080} height={1920} />
));
