import { Decoder, Encoder, ExtensionCodec } from '@msgpack/msgpack';

/**
 * Messages as bytes, for transports without structured clone: MessagePack with two extensions. Numbers come back
 * bit for bit (NaN, −0 and infinities too), null as null; undefined is left out of objects, as in JSON. Both ends run on
 * the same machine, so that typed arrays travel in its own byte order.
 */

/** Numbers of the extensions: part of the format. */
const FLOAT64_ARRAY = 1;
const UINT32_ARRAY = 2;

/** More elements in one plain array or object than any message has; a header may claim four thousand million. */
const MOST_ELEMENTS = 1_000_000;

const extensionCodec = new ExtensionCodec();
for (const { type, kind } of [
  { type: FLOAT64_ARRAY, kind: Float64Array },
  { type: UINT32_ARRAY, kind: Uint32Array },
]) {
  extensionCodec.register({
    type,
    encode: (value) =>
      value instanceof kind ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : null,
    // A copy: inside the message the numbers need not lie where their type wants them.
    decode: (bytes) => new kind(new Uint8Array(bytes).buffer),
  });
}

// Integers as floats, or −0 would become 0.
const encoder = new Encoder({ extensionCodec, ignoreUndefined: true, forceIntegerToFloat: true });
const decoder = new Decoder({ extensionCodec, maxArrayLength: MOST_ELEMENTS, maxMapLength: MOST_ELEMENTS });

/** @throws for what is no data: functions, symbols, bigints, or more than a hundred levels. */
export function encodeMessage(message: unknown): Uint8Array<ArrayBuffer> {
  return encoder.encode(message);
}

/** @throws for bytes that are not one whole message. */
export function decodeMessage(bytes: Uint8Array | ArrayBuffer): unknown {
  return decoder.decode(bytes);
}
