import { Packed, type MaybePacked } from '@shared/contract/packed';
import { decodeMessage } from '@shared/contract/wire-codec';

/** What a window would read of an answer. */
export const unpacked = <T>(answer: MaybePacked<T>): T =>
  answer instanceof Packed ? (decodeMessage(answer.bytes) as T) : answer;
