/**
 * Makes one channel of several. They are added, unless they cancel each other out, as opposite
 * phases do: then the loudest is taken. A silent side costs only loudness.
 */
export function mixDown(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array()] = channels;
  if (channels.length < 2) return first;
  const mixed = new Float32Array(first.length);
  for (const channel of channels) {
    for (let index = 0; index < mixed.length; index++) {
      mixed[index] = (mixed[index] ?? 0) + (channel[index] ?? 0) / channels.length;
    }
  }
  const energies = channels.map(energyOf);
  const loudest = Math.max(...energies);
  // Two equal channels keep their energy, two unrelated ones half of it; less than a tenth means cancelling.
  if (energyOf(mixed) >= loudest / 10) return mixed;
  return channels[energies.indexOf(loudest)] ?? mixed;
}

function energyOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return sum;
}
