/** What we use of sherpa-onnx-node, which ships no types (1.13.8). */
declare module "sherpa-onnx-node" {
  interface OfflineStream {
    acceptWaveform(wave: { samples: Float32Array; sampleRate: number }): void;
  }
  interface OfflineRecognizer {
    createStream(): OfflineStream;
    decodeAsync(stream: OfflineStream): Promise<{ text: string; lang?: string }>;
    /** For what is decoded from now on. Of Whisper only its own part is taken: language, task. */
    setConfig(config: object): void;
  }
  interface Vad {
    acceptWaveform(samples: Float32Array): void;
    isEmpty(): boolean;
    isDetected(): boolean;
    /** `start` counts samples from the beginning. */
    front(enableExternalBuffer?: boolean): { start: number; samples: Float32Array };
    pop(): void;
    flush(): void;
    /** Ready for another recording, positions from 0. */
    reset(): void;
  }
  interface Wave {
    samples: Float32Array;
    sampleRate: number;
  }
  interface OfflineTts {
    generate(request: {
      text: string;
      sid: number;
      speed: number;
      enableExternalBuffer: boolean;
    }): Wave;
  }
  const sherpa: {
    OfflineTts: new (config: object) => OfflineTts;
    writeWave(path: string, wave: Wave): void;
    OfflineRecognizer: { createAsync(config: object): Promise<OfflineRecognizer> };
    Vad: new (config: object, bufferSeconds: number) => Vad;
  };
  export default sherpa;
  export type { OfflineRecognizer };
}
