import { randomBytes } from 'node:crypto';
import { KnownError } from '../../errors.js';
import { inCase, layout } from '../layout.js';
import { remove, writeAnew } from './durable.js';
import { guardStorage } from './guard.js';

/**
 * Bytes that are kept free while a case is worked on, so that its journal can say why it ends when the disk is full. No
 * more than a few entries need: on a suspect host, every written block may have been part of a deleted file.
 */
export const reserved = 16_384;

/** Room in the case folder that a full disk cannot take away. */
export class Reserve {
  private constructor(private readonly path: string) {}

  /** @throws KnownError exit 7 when there is no room for it: nothing could be collected either. */
  static keep(dir: string): Reserve {
    const reserve = new Reserve(inCase(dir, layout.reserve));
    try {
      // Random, because a file system that compresses would reserve nothing for zeros.
      guardStorage(reserve.path, () => writeAnew(reserve.path, randomBytes(reserved)));
      return reserve;
    } catch (error) {
      reserve.release();
      throw error;
    }
  }

  /** Gives the room back; a second time does nothing. What cannot be removed stays, and `casefile verify` lists it. */
  release(): void {
    try {
      guardStorage(this.path, () => remove(this.path));
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
    }
  }
}
